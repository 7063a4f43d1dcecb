package dev.weir.bench.engines;

import dev.weir.batch.Analysis;
import dev.weir.batch.Batch;
import dev.weir.batch.Engine;
import dev.weir.batch.Stage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One stage of a batch of log lines. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class StageBenchmark {

    @Param({"PLAIN", "VECTOR"})
    public String engine = "";

    @Param({"CONTENT_HASH", "PATTERN_SCAN", "MIN_HASH_SHINGLES", "MIN_HASH_WORDS", "SIM_HASH_SHINGLES", "SIM_HASH_WORDS"
    })
    public String work = "";

    private Batch batch = new Batch.Builder().build();
    private List<Stage<?>> stages = List.of();
    private @Nullable Engine opened;

    @Setup
    public void open() {
        batch = Work.lines();
        stages = List.of(Work.valueOf(work).stage(batch));
        opened = EngineKind.valueOf(engine).open().orElseThrow();
    }

    @Benchmark
    public Analysis analyse(ThreadTime time) {
        return Objects.requireNonNull(opened).analyse(batch, stages);
    }

    @TearDown
    public void close() {
        Objects.requireNonNull(opened).close();
    }
}

package dev.weir.bench.json;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One document from its first byte to the last of what comes out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
public class RepairBenchmark {

    @Param({"WEIR", "WEIR_16", "WEIR_64", "WEIR_4096", "HAIBIIIN", "JACKSON"})
    public String engine = "";

    @Param({"VALID", "DAMAGED", "HEAVY"})
    public String condition = "";

    @Param({"1024", "10240", "1048576"})
    public int bytes;

    private Repairer repairer = Engine.JACKSON.open();
    private byte[] document = {};

    @Setup
    public void choose() {
        repairer = Engine.valueOf(engine).open();
        document = Documents.text(Condition.valueOf(condition), bytes);
    }

    @Benchmark
    public long repair() {
        return Objects.requireNonNull(repairer.repair(document), "a repaired document")
                .hash();
    }
}

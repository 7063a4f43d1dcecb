package dev.weir.bench.engines;

import dev.weir.batch.Engine;
import dev.weir.batch.Neighbours;
import dev.weir.batch.VectorWindow;
import java.util.Objects;
import java.util.Random;
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

/** The ten nearest of {@value #ROWS} rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class NearestBenchmark {

    static final int DIMENSIONS = 384;
    static final int ROWS = 100_000;

    private static final int NEAREST = 10;
    private static final int SEED = 7;

    @Param({"PLAIN", "VECTOR"})
    public String engine = "";

    @Param({"1", "256"})
    public int queries;

    private VectorWindow window = new VectorWindow(1, 1, 1);
    private @Nullable Engine opened;

    @Setup
    public void open() {
        window = new VectorWindow(DIMENSIONS, ROWS, queries);
        Random random = new Random(SEED);
        float[] vector = new float[DIMENSIONS];
        for (int row = 0; row < ROWS + queries; row++) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] = random.nextFloat() - 0.5f;
            }
            window.add(vector, 0);
        }
        opened = EngineKind.valueOf(engine).open().orElseThrow();
    }

    @Benchmark
    public Neighbours nearest(ThreadTime time) {
        return Objects.requireNonNull(opened).nearest(window, ROWS, NEAREST, -1);
    }

    @TearDown
    public void close() {
        Objects.requireNonNull(opened).close();
    }
}

package dev.weir.bench.stores;

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One get and one put of a session among {@value #STREAMS} of {@value Sessions#LEAST_BYTES} to 4,000 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class SessionStoreBenchmark {

    static final int STREAMS = 100_000;

    @Param({"CHRONICLE", "ROCKSDB", "IN_MEMORY"})
    public String engine = "";

    private @Nullable Sessions sessions;

    @Setup
    public void fill() {
        sessions = new Sessions(StoreEngine.valueOf(engine), STREAMS);
    }

    @Benchmark
    public int turn(Heap heap) {
        return Objects.requireNonNull(sessions).turn();
    }

    @TearDown
    public void close() {
        Objects.requireNonNull(sessions).close();
    }

    /** What lives on the heap, and the processor time of the whole process, compiler and compactions included. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Heap {

        public long heapBytes;
        public long processorNs;
        private long startNs;

        @Setup(Level.Iteration)
        public void begin() {
            startNs = processorTimeNs();
        }

        @TearDown(Level.Iteration)
        public void end() {
            processorNs = processorTimeNs() - startNs;
            System.gc();
            heapBytes = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        private static long processorTimeNs() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toNanos();
        }
    }
}

package dev.weir.bench.stores;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmark and prints, for each engine, the time and processor time of a get and a put, and what lives on the heap. */
public final class SessionStoreReport {

    /** How many times the processor time of Chronicle Map RocksDB has to take. */
    private static final double LEAST_RATIO = 4;

    private SessionStoreReport() {}

    /**
     * @param seconds how long each engine is measured, after as long a warm-up
     * @return whether Chronicle Map is as much faster than RocksDB as it has to be
     * @throws RunnerException if the benchmark cannot be run
     */
    public static boolean print(PrintWriter out, int seconds) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(SessionStoreBenchmark.class.getName())
                        .warmupIterations(Math.max(1, seconds))
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(Math.max(1, seconds))
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        List<RunResult> inOrder = results.stream()
                .sorted(Comparator.comparing(SessionStoreReport::engine))
                .toList();
        double chronicle = inOrder.get(0).getPrimaryResult().getScore();
        out.printf(
                Locale.ROOT,
                "%nget + put of one session among %,d of %,d to %,d bytes%n%n%-10s %10s %10s %8s %12s %10s%n",
                SessionStoreBenchmark.STREAMS,
                Sessions.LEAST_BYTES,
                Sessions.MOST_BYTES,
                "engine",
                "ns",
                "CPU ns",
                "ratio",
                "alloc B",
                "heap MB");
        inOrder.forEach(result -> line(out, result, chronicle));
        double ratio = processorNs(inOrder, StoreEngine.ROCKSDB) / processorNs(inOrder, StoreEngine.CHRONICLE);
        out.printf(
                Locale.ROOT,
                "%nprocessor time of RocksDB to that of Chronicle Map: %.1f (at least %.1f wanted)%n",
                ratio,
                LEAST_RATIO);
        out.flush();
        return ratio >= LEAST_RATIO;
    }

    private static double processorNs(List<RunResult> results, StoreEngine engine) {
        RunResult result = results.stream()
                .filter(one -> engine(one) == engine)
                .findFirst()
                .orElseThrow();
        return processorNs(result);
    }

    private static double processorNs(RunResult result) {
        return total(result, "processorNs") / operations(result);
    }

    private static void line(PrintWriter out, RunResult result, double chronicle) {
        double ns = result.getPrimaryResult().getScore();
        Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
        out.printf(
                Locale.ROOT,
                "%-10s %10.0f %10.0f %8.2f %12.0f %10.1f%n",
                engine(result).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                ns,
                processorNs(result),
                ns / chronicle,
                allocation == null ? Double.NaN : allocation.getScore(),
                total(result, "heapBytes") / iterations(result).size() / 1e6);
    }

    private static double total(RunResult result, String counter) {
        return iterations(result).stream()
                .mapToDouble(iteration -> Objects.requireNonNull(
                                iteration.getSecondaryResults().get(counter))
                        .getScore())
                .sum();
    }

    private static double operations(RunResult result) {
        return iterations(result).stream()
                .mapToLong(iteration -> iteration.getMetadata().getMeasuredOps())
                .sum();
    }

    private static List<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream()
                .map(BenchmarkResult::getIterationResults)
                .flatMap(Collection::stream)
                .toList();
    }

    private static StoreEngine engine(RunResult result) {
        return StoreEngine.valueOf(result.getParams().getParam("engine"));
    }
}

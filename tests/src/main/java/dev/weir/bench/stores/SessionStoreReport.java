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

    private SessionStoreReport() {}

    /**
     * @param seconds how long each engine is measured, after as long a warm-up
     * @throws RunnerException if the benchmark cannot be run
     */
    public static void print(PrintWriter out, int seconds) throws RunnerException {
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
        out.flush();
    }

    private static void line(PrintWriter out, RunResult result, double chronicle) {
        double ns = result.getPrimaryResult().getScore();
        Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
        out.printf(
                Locale.ROOT,
                "%-10s %10.0f %10.0f %8.2f %12.0f %10.1f%n",
                engine(result).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                ns,
                total(result, "processorNs") / operations(result),
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

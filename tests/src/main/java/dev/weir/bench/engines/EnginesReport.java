package dev.weir.bench.engines;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints what a core does in a second of its own time, by stage and engine, and which bars are held.
 *
 * <p>Each figure is the best of several iterations, and where there is a bar of several JVMs: what else runs on the machine
 * can only slow one down, and Java's compiler does not always decide alike.
 */
public final class EnginesReport {

    /** What MinHash of 128 components over shingles is to reach with the Vector API, in GB/s. */
    private static final double MIN_HASH_BAR = 0.25;

    /** What cosines of many queries are to reach with the Vector API, in GFLOP/s. */
    private static final double COSINE_BAR = 40;

    /** How many JVMs measure a figure that has a bar. */
    private static final int FORKS = 3;

    private static final int[] QUERIES = {1, 256};

    private final PrintWriter out;
    private final int seconds;
    private final Consumer<String> progress;
    private boolean holds = true;

    private EnginesReport(PrintWriter out, int seconds, Consumer<String> progress) {
        this.out = out;
        this.seconds = seconds;
        this.progress = progress;
    }

    /**
     * @param seconds how long each figure is measured
     * @param progress is told what is measured next
     * @return whether all bars are held
     * @throws RunnerException if a benchmark cannot be run
     */
    public static boolean print(PrintWriter out, int seconds, Consumer<String> progress) throws RunnerException {
        EnginesReport report = new EnginesReport(out, seconds, progress);
        report.stages();
        report.nearest();
        out.flush();
        return report.holds;
    }

    private void stages() throws RunnerException {
        double bytes = Work.lines().size();
        out.printf(
                Locale.ROOT,
                "%nlog lines of 200 bytes%n%-24s %10s %10s %10s%n",
                "GB/s a core",
                "plain",
                "vector",
                "bar");
        for (Work work : Work.values()) {
            Map<EngineKind, Double> rates = new EnumMap<>(EngineKind.class);
            for (EngineKind engine : EngineKind.values()) {
                progress.accept(work.label() + ", " + engine.name().toLowerCase(Locale.ROOT));
                ChainedOptionsBuilder options = new OptionsBuilder()
                        .include(StageBenchmark.class.getName())
                        .param("engine", engine.name())
                        .param("work", work.name());
                double bestNs = bestNs(options, engine, bar(work));
                rates.put(engine, bytes / bestNs);
            }
            line(work.label(), rates, "%10.3f", bar(work));
        }
    }

    private void nearest() throws RunnerException {
        out.printf(
                Locale.ROOT,
                "%n%,d rows of %d numbers%n%-24s %10s %10s %10s%n",
                NearestBenchmark.ROWS,
                NearestBenchmark.DIMENSIONS,
                "GFLOP/s a core",
                "plain",
                "vector",
                "bar");
        for (int queries : QUERIES) {
            Map<EngineKind, Double> rates = new EnumMap<>(EngineKind.class);
            for (EngineKind engine : EngineKind.values()) {
                String label = queries + (queries == 1 ? " query" : " queries");
                progress.accept(label + ", " + engine.name().toLowerCase(Locale.ROOT));
                ChainedOptionsBuilder options = new OptionsBuilder()
                        .include(NearestBenchmark.class.getName())
                        .param("engine", engine.name())
                        .param("queries", Integer.toString(queries));
                double bestNs = bestNs(options, engine, bar(queries));
                double operations = 2.0 * NearestBenchmark.DIMENSIONS * NearestBenchmark.ROWS * queries;
                rates.put(engine, operations / bestNs);
            }
            line(queries + (queries == 1 ? " query" : " queries"), rates, "%10.1f", bar(queries));
        }
    }

    /** What a stage is to reach with the Vector API; 0 if that is not laid down. */
    private static double bar(Work work) {
        return work == Work.MIN_HASH_SHINGLES ? MIN_HASH_BAR : 0;
    }

    private static double bar(int queries) {
        return queries == 1 ? 0 : COSINE_BAR;
    }

    /** One line; the bar, if there is one, is for the Vector API. */
    private void line(String label, Map<EngineKind, Double> rates, String format, double bar) {
        out.printf(Locale.ROOT, "%-24s", label);
        rates.values().forEach(rate -> out.printf(Locale.ROOT, " " + format, rate));
        if (bar > 0) {
            boolean held = rates.getOrDefault(EngineKind.VECTOR, 0.0) >= bar;
            holds &= held;
            out.printf(Locale.ROOT, " " + format + "%s", bar, held ? "" : " (not held)");
        }
        out.println();
        out.flush();
    }

    private double bestNs(ChainedOptionsBuilder options, EngineKind engine, double bar) throws RunnerException {
        return bestNs(options.forks(bar > 0 && engine == EngineKind.VECTOR ? FORKS : 1), seconds);
    }

    /**
     * What an operation takes of a core in the best iteration of a benchmark that has a {@link ThreadTime}.
     *
     * @param options which benchmark, with which parameters, in how many virtual machines
     * @param seconds how long each of them measures
     * @throws RunnerException if it cannot be run
     */
    public static double bestNs(ChainedOptionsBuilder options, int seconds) throws RunnerException {
        return new Runner(options.warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(Math.max(1, 5 * seconds))
                        .measurementTime(TimeValue.milliseconds(200))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle().getBenchmarkResults().stream()
                        .map(BenchmarkResult::getIterationResults)
                        .flatMap(iterations -> iterations.stream())
                        .mapToDouble(EnginesReport::processorNs)
                        .min()
                        .orElseThrow();
    }

    /** What an operation of an iteration took of the core, by its {@link ThreadTime}. */
    public static double processorNs(IterationResult iteration) {
        double all = Objects.requireNonNull(iteration.getSecondaryResults().get(ThreadTime.COUNTER))
                .getScore();
        return all / iteration.getMetadata().getMeasuredOps();
    }
}

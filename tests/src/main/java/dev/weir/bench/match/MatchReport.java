package dev.weir.bench.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.bench.engines.EnginesReport;
import dev.weir.bench.match.WordFinder.Engine;
import dev.weir.match.MatchFactory;
import dev.weir.matching.LiteralAutomaton;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints what words take to be compiled, and for each number of them and each engine MB/s. */
public final class MatchReport {

    private static final Comparator<RunResult> ORDER = Comparator.comparing(
                    (RunResult result) -> Integer.parseInt(param(result, "words")))
            .thenComparing(result -> Engine.valueOf(param(result, "engine")));

    private MatchReport() {}

    /**
     * @param seconds how long each cell of the table is measured
     * @throws RunnerException if the benchmark cannot be run
     */
    public static void print(PrintWriter out, int seconds) throws RunnerException {
        out.printf(Locale.ROOT, "%n%8s %12s %10s%n", "words", "compiled ms", "table MiB");
        for (int words : new int[] {10, 1_000, 10_000, 100_000}) {
            compile(out, Words.signatures(words));
        }
        out.flush();
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MatchBenchmark.class.getName())
                        .warmupIterations(4)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(Math.max(1, 5 * seconds))
                        .measurementTime(TimeValue.milliseconds(200))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        out.printf(Locale.ROOT, "%n%8s %8s %14s%n", "words", "engine", "MB/s of a core");
        results.stream().sorted(ORDER).forEach(result -> line(out, result));
        out.flush();
    }

    private static void compile(PrintWriter out, List<String> words) {
        long bytes = LiteralAutomaton.tableBytes(
                words.stream().map(word -> word.getBytes(UTF_8)).toList(), false, true);
        WordFinder.factory(words).prepare(); // so that Java has compiled most of what compiles them
        long beginNs = System.nanoTime();
        MatchFactory factory = WordFinder.factory(words);
        factory.prepare();
        double tookMs = (System.nanoTime() - beginNs) * 1e-6;
        out.printf(Locale.ROOT, "%8d %12.0f %10.1f%n", words.size(), tookMs, bytes / (double) (1 << 20));
    }

    private static void line(PrintWriter out, RunResult result) {
        int words = Integer.parseInt(param(result, "words"));
        out.printf(
                Locale.ROOT,
                "%8d %8s %14.2f%n",
                words,
                param(result, "engine").toLowerCase(Locale.ROOT),
                1e3 * MatchBenchmark.lineBytes(words) / bestNs(result));
    }

    /** What an operation took of a core in the best iteration: others may have the core meanwhile. */
    private static double bestNs(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(EnginesReport::processorNs)
                .min()
                .orElseThrow();
    }

    private static String param(RunResult result, String name) {
        return result.getParams().getParam(name);
    }
}

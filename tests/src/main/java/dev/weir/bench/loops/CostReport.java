package dev.weir.bench.loops;

import dev.weir.bench.loops.DetectLoopsBenchmark.Kinds;
import dev.weir.bench.loops.DetectLoopsBenchmark.Text;
import java.io.PrintWriter;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What detect-loops costs: nanoseconds a byte for each text and what is looked for in it, and the memory and stored bytes of
 * many live streams.
 *
 * <p>Near loops and novelty read the same normalised text, which is made once. So what novelty adds is told twice: where
 * near loops are looked for as well, as they are by default, and where they are not.
 *
 * <p>Each time is the best of several iterations in several virtual machines: what else runs on the machine can only slow
 * one down, and no two virtual machines compile quite the same code.
 */
public final class CostReport {

    private static final int CHUNK_BYTES = 200;
    private static final int FORKS = 3;

    private CostReport() {}

    /**
     * @param seconds how long each figure is measured
     * @throws RunnerException if the benchmark cannot be run
     */
    public static void print(PrintWriter out, int seconds) throws RunnerException {
        Table times = new Table(
                "cost",
                "Nanoseconds a byte, streams of 64 KiB in chunks of " + CHUNK_BYTES + " bytes",
                "text",
                "exact",
                "exact + near",
                "novelty adds",
                "without near",
                "all, with turns");
        for (Text text : Text.values()) {
            double exact = measure(text, Kinds.EXACT, seconds);
            double near = measure(text, Kinds.EXACT_NEAR, seconds);
            double novelty = measure(text, Kinds.EXACT_NEAR_NOVELTY, seconds) - near;
            double alone = measure(text, Kinds.EXACT_NOVELTY, seconds) - exact;
            double all = measure(text, Kinds.ALL, seconds);
            times.row(text.name().toLowerCase(Locale.ROOT), exact, near, novelty, alone, all);
        }
        times.print(out);
        LiveStreams.measure().print(out);
    }

    private static double measure(Text text, Kinds kinds, int seconds) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(DetectLoopsBenchmark.class.getName())
                        .param("chunkBytes", Integer.toString(CHUNK_BYTES))
                        .param("text", text.name())
                        .param("kinds", kinds.name())
                        .forks(FORKS)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(Math.max(1, 4 * seconds))
                        .measurementTime(TimeValue.milliseconds(200))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle()
                .getPrimaryResult()
                .getStatistics()
                .getMin();
    }
}

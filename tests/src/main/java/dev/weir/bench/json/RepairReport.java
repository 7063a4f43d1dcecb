package dev.weir.bench.json;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmark and prints, for each document and engine, MB/s and the allocated bytes; then how long a document of
 * 100 KB takes in all when it comes in pieces of 16 bytes.
 *
 * <p>Each figure is the best of several iterations: what else runs on the machine can only slow one down.
 */
public final class RepairReport {

    /** The sizes of documents, by the names that tables give them. */
    static final Map<String, Integer> SIZES = sizes();

    private static final int STREAMED_BYTES = 100 << 10;

    /** One figure. */
    private record Cell(double micros, double allocated) {}

    private RepairReport() {}

    private static Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("1K", 1 << 10);
        sizes.put("10K", 10 << 10);
        sizes.put("1M", 1 << 20);
        return Collections.unmodifiableMap(sizes);
    }

    /**
     * @param seconds how long each cell of the table is measured
     * @throws RunnerException if the benchmark cannot be run
     */
    public static void print(PrintWriter out, int seconds) throws RunnerException {
        out.printf(Locale.ROOT, "%n%-8s %5s %10s %10s %14s%n", "document", "size", "engine", "MB/s", "alloc B/doc");
        for (Condition condition : Condition.values()) {
            for (Map.Entry<String, Integer> size : SIZES.entrySet()) {
                for (Engine engine : Engine.values()) {
                    if (engine != Engine.JACKSON || condition == Condition.VALID) {
                        String line = line(condition, size.getValue(), engine, seconds);
                        out.printf(
                                Locale.ROOT,
                                "%-8s %5s %10s %s%n",
                                condition.label(),
                                size.getKey(),
                                engine.label(),
                                line);
                        out.flush();
                    }
                }
            }
        }
        out.printf(Locale.ROOT, "%n100 KB in pieces of 16 bytes, in all:%n");
        for (Condition condition : Condition.values()) {
            Cell cell = measure(condition, STREAMED_BYTES, Engine.WEIR_16, seconds);
            out.printf(Locale.ROOT, "%-8s %8.2f ms%n", condition.label(), cell.micros / 1e3);
        }
        out.flush();
    }

    private static String line(Condition condition, int bytes, Engine engine, int seconds) throws RunnerException {
        byte[] document = Documents.text(condition, bytes);
        if (engine.open().repair(document) == null) {
            return String.format(Locale.ROOT, "%10s", "refused");
        }
        Cell cell = measure(condition, bytes, engine, seconds);
        return String.format(Locale.ROOT, "%10.1f %14.0f", document.length / cell.micros, cell.allocated);
    }

    private static Cell measure(Condition condition, int bytes, Engine engine, int seconds) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(RepairBenchmark.class.getName())
                        .param("engine", engine.name())
                        .param("condition", condition.name())
                        .param("bytes", Integer.toString(bytes))
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(Math.max(1, 5 * seconds))
                        .measurementTime(TimeValue.milliseconds(200))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
        Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
        double best = result.getPrimaryResult().getStatistics().getMin();
        return new Cell(best, allocation == null ? Double.NaN : allocation.getScore());
    }
}

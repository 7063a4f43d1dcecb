package dev.weir.bench.dedup;

import dev.weir.store.JvmFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures each engine in a JVM of its own and prints a table, and which bars hold. */
public final class DeduplicateReport {

    private static final long FEW_KEYS = 1_000_000;
    private static final long MANY_KEYS = 10_000_000;
    private static final double TIMES_ROCKSDB = 20;
    private static final double MOST_PAUSE_MS = 50;
    private static final double MOST_HEAP_GROWTH_MB = 16;

    private final PrintWriter out;
    private boolean holds = true;

    private DeduplicateReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * Prints the report.
     *
     * @param seconds how long each engine is measured, after as long a warm-up
     * @param progress is told what comes next
     * @return whether every bar holds
     */
    public static boolean print(PrintWriter out, int seconds, Consumer<String> progress)
            throws IOException, InterruptedException {
        DeduplicateReport report = new DeduplicateReport(out);
        out.printf(
                Locale.ROOT,
                "%nA record of the window: half of kinds seen once, half of kinds that come all the time%n%n"
                        + "%-10s %12s %8s %8s %8s %10s %11s %11s %9s%n",
                "engine",
                "live keys",
                "ns",
                "CPU ns",
                "ratio",
                "GC max ms",
                "filling ms",
                "longest ms",
                "heap MB");
        Map<WindowEngine, WindowResult> few = report.measure(FEW_KEYS, seconds, progress);
        Map<WindowEngine, WindowResult> many = report.measure(MANY_KEYS, seconds, progress);
        out.println();
        report.bar("times as fast as RocksDB, 1 M keys", ratio(few), ">=", TIMES_ROCKSDB);
        report.bar("times as fast as RocksDB, 10 M keys", ratio(many), ">=", TIMES_ROCKSDB);
        WindowResult weir = of(many, WindowEngine.OFF_HEAP);
        report.bar("longest pause, 10 M keys, ms", weir.pauseMs(), "<", MOST_PAUSE_MS);
        report.bar("longest record or commit, 10 M keys, ms", weir.longestMs(), "<", MOST_PAUSE_MS);
        report.bar("longest while it grows to 10 M keys, ms", weir.longestFillMs(), "<", MOST_PAUSE_MS);
        double growthMb = weir.heapMb() - of(few, WindowEngine.OFF_HEAP).heapMb();
        report.bar("more heap than at 1 M keys, MB", growthMb, "<", MOST_HEAP_GROWTH_MB);
        out.flush();
        return report.holds;
    }

    private static double ratio(Map<WindowEngine, WindowResult> results) {
        return of(results, WindowEngine.ROCKSDB).processorNs()
                / of(results, WindowEngine.OFF_HEAP).processorNs();
    }

    private static WindowResult of(Map<WindowEngine, WindowResult> results, WindowEngine engine) {
        WindowResult result = results.get(engine);
        if (result == null) {
            throw new IllegalStateException("nothing was measured of " + engine);
        }
        return result;
    }

    private void bar(String what, double value, String comparison, double limit) {
        boolean good = comparison.equals("<") ? value < limit : value >= limit;
        holds &= good;
        out.printf(
                Locale.ROOT, "%-42s %10.1f  %2s %5.0f  %s%n", what, value, comparison, limit, good ? "holds" : "FAILS");
    }

    private Map<WindowEngine, WindowResult> measure(long keys, int seconds, Consumer<String> progress)
            throws IOException, InterruptedException {
        Map<WindowEngine, WindowResult> results = new EnumMap<>(WindowEngine.class);
        for (WindowEngine engine : WindowEngine.values()) {
            progress.accept(String.format(Locale.ROOT, "%s with %,d live keys", engine.label(), keys));
            WindowResult result = fork(engine, keys, seconds);
            results.put(engine, result);
            out.printf(
                    Locale.ROOT,
                    "%-10s %,12d %8.0f %8.0f %8.2f %10.0f %11.1f %11.1f %9.1f%n",
                    engine.label(),
                    keys,
                    result.wallNs(),
                    result.processorNs(),
                    result.processorNs() / of(results, WindowEngine.OFF_HEAP).processorNs(),
                    result.pauseMs(),
                    result.longestFillMs(),
                    result.longestMs(),
                    result.heapMb());
            out.flush();
        }
        return results;
    }

    private static WindowResult fork(WindowEngine engine, long keys, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx4g",
                "-XX:+UseG1GC",
                "-XX:MaxDirectMemorySize=2g",
                "-Dchronicle.announcer.disable=true",
                "-Dchronicle.analytics.disable=true"));
        if (engine == WindowEngine.CHRONICLE) {
            for (JvmFlags flag : JvmFlags.values()) {
                command.add(flag.argument());
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WindowRun.class.getName()));
        command.addAll(List.of(WindowRun.arguments(engine, keys, seconds)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        WindowResult result = null;
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                result = WindowResult.isPrinted(line) ? WindowResult.parse(line) : result;
                said.append(line).append(System.lineSeparator());
            }
        }
        return checked(result, process.waitFor(), said.toString());
    }

    private static WindowResult checked(@Nullable WindowResult result, int exitCode, String said) {
        if (result == null) {
            throw new IllegalStateException("the measuring JVM ended with " + exitCode + " and said: " + said);
        }
        return result;
    }
}

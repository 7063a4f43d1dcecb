package dev.weir.bench.dedup;

import dev.weir.bench.dedup.MaskBenchmark.Work;
import dev.weir.bench.engines.EnginesReport;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What masking and hashing costs on logs, beside hashing and copying in the same run.
 *
 * <p>Each figure is the best of several iterations in a virtual machine of its own, and where there is a bar in three of them:
 * what else runs on the machine can only slow one down, and no two virtual machines compile quite the same code.
 */
public final class MaskReport {

    private static final double LEAST_MB = 400;
    private static final int FORKS = 3;

    private final PrintWriter out;
    private final String folders;
    private final int seconds;
    private final Consumer<String> progress;

    private MaskReport(PrintWriter out, List<Path> folders, int seconds, Consumer<String> progress) {
        this.out = out;
        this.folders = folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        this.seconds = seconds;
        this.progress = progress;
    }

    /**
     * Prints a table.
     *
     * @param folders with labelled logs somewhere below; without any, generated lines are measured alone
     * @param seconds how long each figure is measured
     * @param progress is told what is measured next
     * @return whether lines are masked and hashed fast enough, all logs together
     * @throws RunnerException if a benchmark cannot be run
     */
    public static boolean print(PrintWriter out, List<Path> folders, int seconds, Consumer<String> progress)
            throws IOException, RunnerException {
        out.println("MB/s of processor time, the best of the iterations");
        out.println();
        out.println("| log | bytes a line | copy | XXH3-128 | mask and hash | of XXH3-128 |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        MaskReport report = new MaskReport(out, folders, seconds, progress);
        List<LabelledLog> logs = LabelledLog.find(folders);
        double result = report.row(MaskBenchmark.GENERATED, logs.isEmpty() ? FORKS : 1);
        for (LabelledLog log : logs) {
            report.row(log.name(), 1);
        }
        if (!logs.isEmpty()) {
            result = report.row(MaskBenchmark.ALL, FORKS);
        }
        boolean holds = result >= LEAST_MB;
        out.printf(
                Locale.ROOT,
                "%nmasking and hashing, MB/s: %.0f, at least %.0f: %s%n",
                result,
                LEAST_MB,
                holds ? "holds" : "FAILS");
        out.flush();
        return holds;
    }

    private double row(String log, int forks) throws IOException, RunnerException {
        progress.accept(log);
        List<byte[]> lines = MaskBenchmark.lines(log, folders);
        long bytes = lines.stream().mapToLong(line -> line.length).sum();
        double copied = bytes * 1e3 / bestNs(log, Work.COPY, 1);
        double hashed = bytes * 1e3 / bestNs(log, Work.HASH, 1);
        double masked = bytes * 1e3 / bestNs(log, Work.MASK_AND_HASH, forks);
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
                log,
                (double) bytes / lines.size(),
                copied,
                hashed,
                masked,
                masked / hashed);
        out.flush();
        return masked;
    }

    private double bestNs(String log, Work work, int forks) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(MaskBenchmark.class.getName())
                .param("folders", folders)
                .param("log", log)
                .param("work", work.name())
                .forks(forks);
        return EnginesReport.bestNs(options, seconds);
    }
}

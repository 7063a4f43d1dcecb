package dev.weir.bench.dedup;

import dev.weir.bench.dedup.MaskSpeed.Work;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What masking and hashing costs on logs, beside hashing and copying in the same run. */
public final class MaskReport {

    static final double LEAST_MB = 400;
    private static final String ALL = "all";

    private MaskReport() {}

    /**
     * Prints a table.
     *
     * @param folders with labelled logs somewhere below; without any, generated lines are measured alone
     * @param seconds how long each figure is measured
     * @return whether lines are masked and hashed fast enough, all logs together
     */
    public static boolean print(PrintWriter out, List<Path> folders, int seconds) throws IOException {
        out.println("MB/s of processor time, the best of the rounds");
        out.println();
        out.println("| log | bytes a line | copy | XXH3-128 | mask and hash | of XXH3-128 |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        double result = row(out, "generated", MaskSpeed.generatedLines(), seconds);
        List<byte[]> all = new ArrayList<>();
        for (LabelledLog log : LabelledLog.find(folders)) {
            all.addAll(MaskSpeed.linesOf(log));
        }
        if (!all.isEmpty()) {
            for (LabelledLog log : LabelledLog.find(folders)) {
                row(out, log.name(), MaskSpeed.linesOf(log), seconds);
            }
            result = row(out, ALL, all, seconds);
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

    private static double row(PrintWriter out, String name, List<byte[]> lines, int seconds) {
        MaskSpeed speed = new MaskSpeed(lines);
        double copied = speed.millionBytesPerSecond(Work.COPY, seconds);
        double hashed = speed.millionBytesPerSecond(Work.HASH, seconds);
        double masked = speed.millionBytesPerSecond(Work.MASK_AND_HASH, seconds);
        if (speed.made() == Long.MIN_VALUE) {
            throw new IllegalStateException("no sum is this one");
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
                name,
                speed.bytesPerLine(),
                copied,
                hashed,
                masked,
                masked / hashed);
        out.flush();
        return masked;
    }
}

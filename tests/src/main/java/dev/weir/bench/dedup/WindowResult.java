package dev.weir.bench.dedup;

import java.util.Locale;

/**
 * What was measured of one engine.
 *
 * @param keys how many single kinds were live
 * @param wallNs time a record
 * @param processorNs processor time a record, of all threads of the process
 * @param pauseMs the longest pause for garbage collection
 * @param longestFillMs the longest record or commit while the window was filled, without the first tenth
 * @param longestMs the longest record or commit, pauses included
 * @param heapMb what lives on the heap in the end
 * @param repeats which share of the records were repeats
 */
record WindowResult(
        WindowEngine engine,
        long keys,
        double wallNs,
        double processorNs,
        double pauseMs,
        double longestFillMs,
        double longestMs,
        double heapMb,
        double repeats) {

    private static final String MARK = "window-result";

    String print() {
        return String.format(
                Locale.ROOT,
                "%s %s %d %.1f %.1f %.1f %.1f %.1f %.1f %.4f",
                MARK,
                engine,
                keys,
                wallNs,
                processorNs,
                pauseMs,
                longestFillMs,
                longestMs,
                heapMb,
                repeats);
    }

    static boolean isPrinted(String line) {
        return line.startsWith(MARK);
    }

    static WindowResult parse(String line) {
        String[] parts = line.split(" ", -1);
        return new WindowResult(
                WindowEngine.valueOf(parts[1]),
                Long.parseLong(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]),
                Double.parseDouble(parts[6]),
                Double.parseDouble(parts[7]),
                Double.parseDouble(parts[8]),
                Double.parseDouble(parts[9]));
    }
}

package dev.weir.bench.dedup;

import dev.weir.bench.LogTraffic;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.LineFingerprints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast lines are masked and hashed, in MB of line a second of processor time. */
final class MaskSpeed {

    private static final long SEED = 20_261_121;
    private static final int LINES = 20_000;
    private static final long ROUND_NS = 500_000_000;

    private final List<byte[]> lines = new ArrayList<>();
    private final LineFingerprints fingerprints = new LineFingerprints(new DedupOptions(
            SeenLines.WINDOW_MS, 1, DedupOptions.Scope.GLOBAL, DedupOptions.Mask.NUMBERS, SeenLines.LATE_MS, 1, 0));
    private long bytes;

    MaskSpeed() {
        LogTraffic traffic = new LogTraffic(SEED);
        for (int i = 0; i < LINES; i++) {
            byte[] line = traffic.next().value();
            lines.add(line);
            bytes += line.length;
        }
    }

    /** The best of some rounds: what another program takes away is not this one's speed. */
    double millionBytesPerSecond(int seconds) {
        double best = 0;
        long made = 0;
        for (int round = 0; round < 2 * seconds + 2; round++) {
            long startNs = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - startNs < ROUND_NS) {
                for (byte[] line : lines) {
                    made += fingerprints.of(line, 0, line, 0, line.length)[0];
                }
                done += bytes;
            }
            best = Math.max(best, done * 1e3 / (System.nanoTime() - startNs));
        }
        if (made == Long.MIN_VALUE) {
            throw new IllegalStateException(String.format(Locale.ROOT, "cannot be: %d", made));
        }
        return best;
    }
}

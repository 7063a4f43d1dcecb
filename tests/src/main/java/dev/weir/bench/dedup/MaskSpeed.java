package dev.weir.bench.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.bench.LogTraffic;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.LineFingerprints;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How fast lines are masked and hashed, in MB of line a second of processor time, beside what is less work. */
final class MaskSpeed {

    private static final long SEED = 20_261_121;
    private static final int GENERATED_LINES = 20_000;
    private static final long ROUND_NS = 100_000_000;
    private static final int ROUNDS_PER_SECOND = 10;

    /** What is done with a line. */
    enum Work {
        COPY {
            @Override
            long of(MaskSpeed speed, byte[] line) {
                System.arraycopy(line, 0, speed.copy, 0, line.length);
                return speed.copy[0];
            }
        },
        /** XXH3-128. */
        HASH {
            @Override
            long of(MaskSpeed speed, byte[] line) {
                return Hashing.xxh3_128()
                        .hashBytesTo128Bits(line, 0, line.length)
                        .getLeastSignificantBits();
            }
        },
        MASK_AND_HASH {
            @Override
            long of(MaskSpeed speed, byte[] line) {
                return speed.fingerprints.of(line, 0, line, 0, line.length)[0];
            }
        };

        abstract long of(MaskSpeed speed, byte[] line);
    }

    private final List<byte[]> lines;
    private final long bytes;
    private final byte[] copy;
    private final LineFingerprints fingerprints = new LineFingerprints(new DedupOptions(
            SeenLines.WINDOW_MS, 1, DedupOptions.Scope.GLOBAL, DedupOptions.Mask.NUMBERS, SeenLines.LATE_MS, 1, 0));
    private long made;

    MaskSpeed(List<byte[]> lines) {
        this.lines = lines;
        this.bytes = lines.stream().mapToLong(line -> line.length).sum();
        this.copy = new byte[lines.stream().mapToInt(line -> line.length).max().orElse(0)];
    }

    /** Lines as a service writes them, of about 200 bytes, with more numbers than most. */
    static List<byte[]> generatedLines() {
        LogTraffic traffic = new LogTraffic(SEED);
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < GENERATED_LINES; i++) {
            lines.add(traffic.next().value());
        }
        return lines;
    }

    static List<byte[]> linesOf(LabelledLog log) {
        return log.lines().stream().map(line -> line.whole().getBytes(UTF_8)).toList();
    }

    double bytesPerLine() {
        return (double) bytes / lines.size();
    }

    /** The best of some rounds: what another program takes away is not this one's speed. */
    double millionBytesPerSecond(Work work, int seconds) {
        double best = 0;
        for (int round = 0; round < ROUNDS_PER_SECOND * seconds; round++) {
            long startNs = processorTimeNs();
            long done = 0;
            do {
                for (byte[] line : lines) {
                    made += work.of(this, line);
                }
                done += bytes;
            } while (processorTimeNs() - startNs < ROUND_NS);
            best = Math.max(best, done * 1e3 / (processorTimeNs() - startNs));
        }
        return best;
    }

    /** Depends on all that was done, so that none of it is left out. */
    long made() {
        return made;
    }

    private static long processorTimeNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

package dev.weir.bench.loops;

import dev.weir.filter.Channel;
import java.util.HashMap;
import java.util.Map;

/**
 * A guard as gateways have it: the same 24 characters six times, or the same 256 three times, anywhere in the answer.
 *
 * <p>Occurrences may not overlap. It knows nothing of tables, code or lines.
 */
final class SegmentRule implements Detector {

    private static final int SEGMENT = 24;
    private static final int SEGMENT_OCCURRENCES = 6;
    private static final int BLOCK = 256;
    private static final int BLOCK_OCCURRENCES = 3;

    @Override
    public String label() {
        return "guard";
    }

    @Override
    public int pieceBytes() {
        return 1;
    }

    @Override
    public Watch watch(Channel channel) {
        return new Guard();
    }

    private static final class Guard extends RuleText {

        private final Occurrences segments = new Occurrences(SEGMENT, SEGMENT_OCCURRENCES);
        private final Occurrences blocks = new Occurrences(BLOCK, BLOCK_OCCURRENCES);
        private final StringBuilder text = new StringBuilder();
        private int period;

        @Override
        int period() {
            return period;
        }

        @Override
        boolean loops(CharSequence piece) {
            for (int i = 0; i < piece.length(); i++) {
                text.append(piece.charAt(i));
                if (segments.full(text) || blocks.full(text)) {
                    period = Math.max(segments.distance, blocks.distance);
                    return true;
                }
            }
            return false;
        }
    }

    /** Counts the windows of one length by their rolling hash, 64 bits wide: a collision is no concern here. */
    private static final class Occurrences {

        private static final long BASE = 0x9E3779B97F4A7C15L;

        private final int length;
        private final int most;
        private final long leaving;
        private final Map<Long, int[]> lastAndCount = new HashMap<>();
        private long hash;
        private int distance;

        Occurrences(int length, int most) {
            this.length = length;
            this.most = most;
            long power = 1;
            for (int i = 0; i < length; i++) {
                power *= BASE;
            }
            this.leaving = power;
        }

        /** Takes the last character into the window and says whether the window occurred too often. */
        boolean full(StringBuilder text) {
            int end = text.length();
            hash = hash * BASE + text.charAt(end - 1) + 1;
            if (end > length) {
                hash -= leaving * (text.charAt(end - 1 - length) + 1);
            }
            if (end < length) {
                return false;
            }
            int[] seen = lastAndCount.computeIfAbsent(hash, any -> new int[] {end - length, 0});
            if (end - seen[0] >= length) {
                distance = end - seen[0];
                seen[0] = end;
                seen[1]++;
            }
            return seen[1] >= most;
        }
    }
}

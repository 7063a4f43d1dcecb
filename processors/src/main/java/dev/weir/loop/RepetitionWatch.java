package dev.weir.loop;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * Notices text that repeats what was said before and yet never settles on one lag.
 *
 * <p>A unit made of a few phrases in a complicated order holds every short window more than once, and the nearest earlier
 * occurrence may be the wrong one time and again. Then nearly all bytes pass in runs and hardly any in probing.
 */
final class RepetitionWatch {

    private static final int SPAN = 2_048;
    private static final int LEAST_PROBED_SHARE = 4;

    private long spanStart;
    private long probed;

    /** Counts bytes that no run covered. */
    void probed(long bytes) {
        probed += bytes;
    }

    /** Asked where a run breaks: whether of the last 2,048 bytes or more at least three quarters passed in runs. */
    boolean suspects(long position) {
        long span = position - spanStart;
        if (span < SPAN) {
            return false;
        }
        boolean repetitive = probed * LEAST_PROBED_SHARE <= span;
        spanStart = position;
        probed = 0;
        return repetitive;
    }

    void save(StateWriter state) {
        state.writeLong(spanStart);
        state.writeLong(probed);
    }

    void restore(StateReader state) {
        spanStart = state.readLong();
        probed = state.readLong();
    }
}

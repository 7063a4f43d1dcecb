package dev.weir.dedup;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * What was decided about the records of one fingerprint in one topic partition, so that a record that is read again after
 * a crash meets the same decision.
 *
 * <p>Offsets of a partition only grow, so a record at or below {@link #highest} was seen before: it passed if it is among
 * the passed ones, and was held back if not. Only the last {@value #MAX_PASSED} passed ones are kept; below them the
 * decisions are unknown and a record passes, since a line too many does less harm than one too few.
 */
final class Lane {

    /** What is known of a record. */
    enum Past {
        UNSEEN,
        PASSED,
        HELD_BACK
    }

    static final int MAX_PASSED = 16;
    private static final long[] NO_OFFSETS = {};

    final int partition;
    private long knownFrom;
    private long highest;
    /** Ascending. */
    private long[] passed = NO_OFFSETS;

    Lane(int partition, long firstOffset) {
        this.partition = partition;
        this.knownFrom = firstOffset;
        this.highest = firstOffset - 1;
    }

    Past past(long offset) {
        if (offset > highest) {
            return Past.UNSEEN;
        }
        return offset < knownFrom || Arrays.binarySearch(passed, offset) >= 0 ? Past.PASSED : Past.HELD_BACK;
    }

    void decided(long offset, boolean passes) {
        highest = offset;
        if (!passes) {
            return;
        }
        int count = passed.length;
        if (count < MAX_PASSED) {
            passed = Arrays.copyOf(passed, count + 1);
        } else {
            knownFrom = passed[0] + 1;
            System.arraycopy(passed, 1, passed, 0, --count);
        }
        passed[count] = offset;
    }

    long highest() {
        return highest;
    }

    /** Whether one record was decided about, and passed. */
    boolean knowsOneRecordOnly() {
        return passed.length == 1 && passed[0] == highest && knownFrom == highest;
    }

    void save(StateWriter state) {
        state.writeInt(partition);
        state.writeLong(highest);
        state.writeLong(highest - knownFrom);
        state.writeInt(passed.length);
        for (long offset : passed) {
            state.writeLong(highest - offset);
        }
    }

    static Lane restore(StateReader state) {
        int partition = state.readInt();
        Lane lane = new Lane(partition, 0);
        lane.highest = state.readLong();
        lane.knownFrom = lane.highest - state.readLong();
        int count = WindowEntry.readCount(state, MAX_PASSED);
        lane.passed = new long[count];
        for (int i = 0; i < count; i++) {
            lane.passed[i] = lane.highest - state.readLong();
        }
        return lane;
    }
}

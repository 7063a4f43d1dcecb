package dev.weir.window;

import org.jspecify.annotations.Nullable;

/**
 * A kind of line that was seen once: its fingerprint, when it came and from where. A look-up fills it, so that looking up
 * allocates nothing; what it says holds until it is filled anew.
 */
public final class Sighting {

    private long high;
    private long low;
    private long firstMs;
    private int afterStartMs;
    private int partition;
    private long offset;
    private @Nullable Segment segment;

    /** The upper half of the fingerprint. */
    public long high() {
        return high;
    }

    /** The lower half of the fingerprint. */
    public long low() {
        return low;
    }

    /** The event time of the record. */
    public long firstMs() {
        return firstMs;
    }

    /** The number of the record's topic partition. */
    public int partition() {
        return partition;
    }

    /** The record's offset in its partition. */
    public long offset() {
        return offset;
    }

    int afterStartMs() {
        return afterStartMs;
    }

    /** Takes what a table knows. */
    public void fill(long newHigh, long newLow, int newAfterStartMs, int newPartition, long newOffset) {
        high = newHigh;
        low = newLow;
        afterStartMs = newAfterStartMs;
        partition = newPartition;
        offset = newOffset;
    }

    void foundIn(Segment newSegment) {
        segment = newSegment;
        firstMs = newSegment.startMs() + afterStartMs;
    }

    Segment segment() {
        if (segment == null) {
            throw new IllegalStateException("nothing was found yet");
        }
        return segment;
    }
}

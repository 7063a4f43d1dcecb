package dev.weir.window;

/** A table with what is known of all its entries together. */
final class Segment {

    private static final int MOST_BUCKETS = 1 << 14;

    final SightingTable table;
    final DueCounts counts;
    private final long windowMs;
    private final long lateMs;
    private final long startMs;
    private final Offsets offsets = new Offsets();
    private long latestFirstMs = Long.MIN_VALUE;
    /** Stream time, or how far time was taken to have gone on without records since the segment was begun. */
    private long nowMs = Long.MIN_VALUE;

    private boolean full;
    private long swept;

    Segment(SightingTable table, long windowMs, long lateMs, long startMs, long lengthMs) {
        this.table = table;
        this.windowMs = windowMs;
        this.lateMs = lateMs;
        this.startMs = startMs;
        long bucketMs = Math.max(1, (lengthMs + MOST_BUCKETS - 1) / MOST_BUCKETS);
        int buckets = (int) ((lengthMs + bucketMs - 1) / bucketMs);
        this.counts = new DueCounts(windowMs, lateMs, startMs, bucketMs, buckets);
    }

    boolean add(long high, long low, long firstMs, int partition, long offset) {
        if (full || !table.put(high, low, (int) (firstMs - startMs), partition, offset)) {
            full = true;
            return false;
        }
        latestFirstMs = Math.max(latestFirstMs, firstMs);
        offsets.raise(partition, offset);
        counts.add(firstMs);
        return true;
    }

    /** Lets stream time reach {@code timeMs}; earlier times do not move it. */
    void advance(long timeMs) {
        if (timeMs > nowMs) {
            nowMs = timeMs;
            counts.advance(timeMs);
        }
    }

    /** Whether a window is over that began then, at the time that the segment's entries have reached. */
    boolean isOver(long firstMs) {
        return firstMs + windowMs <= nowMs;
    }

    boolean isForgotten(long firstMs) {
        return firstMs + windowMs + lateMs <= nowMs || counts.isGivenUp(firstMs);
    }

    /** Whether nothing in it is of use any more. */
    boolean isPast() {
        return isForgotten(latestFirstMs());
    }

    /** Whether what is added now would be taken for over or forgotten though by stream time it is not. */
    boolean isAheadOf(long firstMs, long streamTimeMs) {
        boolean over = firstMs + windowMs <= streamTimeMs;
        return isForgotten(firstMs) || (isOver(firstMs) && !over);
    }

    void remove(Sighting found) {
        if (table.remove(found.high(), found.low()) && !isForgotten(found.firstMs())) {
            counts.remove(found.firstMs());
        }
    }

    /** The earliest time that an entry may have. */
    long startMs() {
        return startMs;
    }

    /** Whether an entry's time can be told from the start in an int. */
    boolean reaches(long firstMs) {
        return firstMs >= startMs && firstMs - startMs <= Integer.MAX_VALUE;
    }

    /** The latest time that an entry has; the greatest there is if there was none, for it is about to get one. */
    long latestFirstMs() {
        return latestFirstMs == Long.MIN_VALUE ? Long.MAX_VALUE / 2 : latestFirstMs;
    }

    boolean isFull() {
        return full;
    }

    /** No more entries are to be added, other than by {@code add} where there is no other way. */
    void markFull() {
        full = true;
    }

    boolean isSettled(Offsets committed) {
        return offsets.areWithin(committed);
    }

    /**
     * Visits some entries that were not visited by this method before.
     *
     * @return whether all have been visited now
     */
    boolean sweep(int atLeast, SightingTable.Visitor visitor) {
        if (swept != SightingTable.END) {
            swept = table.visit(swept, atLeast, sighting -> {
                sighting.foundIn(this);
                visitor.visit(sighting);
            });
        }
        return swept == SightingTable.END;
    }
}

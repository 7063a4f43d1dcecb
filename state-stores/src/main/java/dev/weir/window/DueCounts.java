package dev.weir.window;

/**
 * Counts the entries of a segment by when they were first seen, so that how many windows are open, and how many are over
 * but not yet forgotten, is known at every moment without looking at them.
 *
 * <p>A counter for each stretch of some milliseconds; a window counts as over, or as forgotten, when all of its stretch
 * is. What is seen after the segment's end counts with its last stretch. Memory: 4 bytes a stretch. Time: O(1) an entry,
 * and O(1) a stretch that time goes on.
 */
final class DueCounts {

    private final long windowMs;
    private final long lateMs;
    private final long startMs;
    private final long bucketMs;
    private final int[] counts;
    /** The first bucket that is not forgotten. */
    private int begin;
    /** The first bucket whose windows are open. */
    private int firstOpen;
    /** No bucket that is over and holds something is before this one. */
    private int oldest;
    /** What is before this bucket was given up before its time. */
    private int givenUp = -1;

    private int open;
    private int ended;

    /** Before this time no stretch ends. */
    private long nextMs = Long.MIN_VALUE;

    /**
     * @param startMs the earliest time an entry may have
     * @param bucketMs the length of a stretch
     * @param buckets how many stretches there are
     */
    DueCounts(long windowMs, long lateMs, long startMs, long bucketMs, int buckets) {
        this.windowMs = windowMs;
        this.lateMs = lateMs;
        this.startMs = startMs;
        this.bucketMs = bucketMs;
        this.counts = new int[buckets];
    }

    void add(long firstMs) {
        int bucket = bucket(firstMs);
        if (bucket < begin) {
            return;
        }
        counts[bucket]++;
        oldest = Math.min(oldest, bucket);
        if (bucket < firstOpen) {
            ended++;
        } else {
            open++;
        }
    }

    /** Takes back an entry that is not forgotten. */
    void remove(long firstMs) {
        int bucket = bucket(firstMs);
        if (bucket < begin || counts[bucket] == 0) {
            return;
        }
        counts[bucket]--;
        if (bucket < firstOpen) {
            ended--;
        } else {
            open--;
        }
    }

    /** Lets time reach {@code nowMs}; earlier times change nothing. */
    void advance(long nowMs) {
        if (nowMs < nextMs) {
            return;
        }
        int nextOpen = bucketsBefore(nowMs - windowMs);
        for (; firstOpen < nextOpen; firstOpen++) {
            open -= counts[firstOpen];
            ended += counts[firstOpen];
        }
        int nextBegin = bucketsBefore(nowMs - windowMs - lateMs);
        for (; begin < nextBegin; begin++) {
            ended -= counts[begin];
            counts[begin] = 0;
        }
        nextMs = windowMs + Math.min(endOf(firstOpen), lateMs + endOf(begin));
    }

    int open() {
        return open;
    }

    int ended() {
        return ended;
    }

    /** When the oldest window began that is over, about; {@link Long#MAX_VALUE} if there is none. */
    long oldestEndedMs() {
        if (ended == 0) {
            return Long.MAX_VALUE;
        }
        oldest = Math.max(oldest, begin);
        while (counts[oldest] == 0) {
            oldest++;
        }
        return startMs + oldest * bucketMs;
    }

    /** Gives up the window that {@link #oldestEndedMs} spoke of. */
    void giveUpOldest() {
        counts[oldest]--;
        ended--;
        givenUp = Math.max(givenUp, oldest);
    }

    /** Whether a window was given up that began then. Of several in one stretch the last ones stand for all. */
    boolean isGivenUp(long firstMs) {
        if (givenUp < 0) {
            return false;
        }
        int bucket = bucket(firstMs);
        return bucket < givenUp || (bucket == givenUp && counts[bucket] == 0);
    }

    private int bucket(long firstMs) {
        return (int) Math.min(counts.length - 1, (firstMs - startMs) / bucketMs);
    }

    /** When a bucket is wholly past; never for one that there is not. */
    private long endOf(int bucket) {
        return bucket == counts.length ? Long.MAX_VALUE / 2 : startMs + (bucket + 1) * bucketMs - 1;
    }

    /** How many buckets are wholly at or before a time; at most as many as there are. */
    private int bucketsBefore(long timeMs) {
        return (int) Math.max(0, Math.min(counts.length, Math.floorDiv(timeMs - startMs + 1, bucketMs)));
    }
}

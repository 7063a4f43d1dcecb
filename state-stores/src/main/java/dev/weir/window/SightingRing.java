package dev.weir.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of line of a sliding window that were seen once, in a ring of time segments.
 *
 * <p>A segment holds the kinds that were first seen in a {@value #SEGMENTS}th of window and lateness, or fewer where they
 * are many. A segment all of which is past is found no more, and dropped as a whole once {@link #sweep} has told of its entries a few at a time. The next one is opened ahead where opening takes its time, as
 * large as the last one became.
 *
 * <p>Time is what {@link #advance} says, the event time of records. An idle partition's windows end by the clock on the
 * wall ({@link #idle}), which holds for what is in the ring by then and not for what comes after.
 *
 * <p>One thread, but for opening. Time: a few look-ups in tables, however many kinds there are. Memory: the tables' and
 * up to 64 KiB a segment; kinds are dropped when up to a segment's length has passed since they were of use.
 */
public final class SightingRing implements AutoCloseable {

    private static final int SEGMENTS = 4;
    private static final int MOST_SEGMENTS = 6 * SEGMENTS;
    private static final int LEAST_EXPECTED = 1 << 12;
    /** Below this a segment is not worth another one beside it. */
    private static final int WORTH_A_SEGMENT = 1 << 10;

    private static final int LEAST_SWEPT = 1 << 10;

    private final SightingTables tables;
    private final long windowMs;
    private final long lateMs;
    private final long segmentMs;
    private final int segmentKinds;
    /** The newest first, by start and then by when they were opened. */
    private final List<Segment> segments = new ArrayList<>();
    /** Segments that stream time has left behind; only still to be swept. */
    private final List<Segment> past = new ArrayList<>();

    private @Nullable CompletableFuture<SightingTable> openedAhead;
    private int expected = LEAST_EXPECTED;
    private long streamTimeMs = Long.MIN_VALUE;
    private boolean outOfMemory;

    /** How many new kinds were added since {@link #forEachNew}. */
    private int added;

    /**
     * @param windowMs how long a window lasts
     * @param lateMs how long it is remembered after that
     * @param maxKinds how many kinds there will be at most; only decides how large a segment may become
     */
    public SightingRing(SightingEngine engine, long windowMs, long lateMs, int maxKinds) {
        this.tables = engine.tables();
        this.windowMs = windowMs;
        this.lateMs = lateMs;
        this.segmentMs = Math.min(Integer.MAX_VALUE, (windowMs + lateMs + SEGMENTS - 1) / SEGMENTS);
        this.segmentKinds = Math.max(LEAST_EXPECTED, maxKinds / SEGMENTS);
    }

    /** Lets stream time reach {@code timeMs}; earlier times do not move it. */
    public void advance(long timeMs) {
        if (timeMs > streamTimeMs) {
            streamTimeMs = timeMs;
            idle(timeMs);
            for (int i = segments.size() - 1; i >= 0; i--) {
                if (segments.get(i).latestFirstMs() + windowMs + lateMs <= timeMs) {
                    Segment leftBehind = segments.remove(i);
                    leftBehind.table.retire();
                    past.add(leftBehind);
                }
            }
        }
    }

    /** Lets time reach {@code nowMs} for the kinds that are in the ring now. */
    public void idle(long nowMs) {
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i).advance(nowMs);
        }
    }

    /**
     * Fills {@code into} with what is known of a fingerprint; false if nothing is. It may be forgotten, but what stream time
     * has left behind is only found by chance.
     */
    public boolean find(long high, long low, Sighting into) {
        SightingTable table = tables.find(high, low, into);
        if (table == null) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.table == table) {
                into.foundIn(segment);
                return true;
            }
        }
        throw new IllegalStateException("a table was searched that is in no segment");
    }

    /**
     * Adds a kind that {@link #find} does not find.
     *
     * @param isNew whether {@link #forEachNew} is to tell of it
     * @return false if it must be remembered elsewhere: it would be taken for one that is over or forgotten, or there is no
     *     memory left, see {@link #hasRoom}
     */
    public boolean add(long high, long low, long firstMs, int partition, long offset, boolean isNew) {
        Segment segment = segmentFor(firstMs);
        if (segment == null) {
            return false;
        }
        if (!segment.add(high, low, firstMs, partition, offset)) {
            Segment another = open(segment.startMs());
            if (!another.add(high, low, firstMs, partition, offset)) {
                segments.remove(another);
                another.table.close();
                outOfMemory = true;
                return false;
            }
            segment = another;
        }
        if (isNew) {
            added++;
        } else {
            segment.table.skipNew();
        }
        openAhead(segment, firstMs);
        return true;
    }

    /** Whether there was memory for the kind added last, or some has become free since. */
    public boolean hasRoom() {
        return !outOfMemory;
    }

    /** Removes what was found last with {@code found}; the ring must not have changed since. */
    public void remove(Sighting found) {
        found.segment().remove(found);
    }

    /** Whether a kind's window is over. */
    public boolean isOver(Sighting found) {
        return found.segment().isOver(found.firstMs());
    }

    /** Whether a kind's window is so long over that nothing is compared with it any more, or was given up. */
    public boolean isForgotten(Sighting found) {
        return found.segment().isForgotten(found.firstMs());
    }

    /** Whether stream time says that the window is so long over. */
    public boolean isLeftBehind(Sighting found) {
        return found.firstMs() + windowMs + lateMs <= streamTimeMs;
    }

    /** How many kinds are not forgotten. */
    public int live() {
        int live = 0;
        for (int i = 0; i < segments.size(); i++) {
            DueCounts counts = segments.get(i).counts;
            live += counts.open() + counts.ended();
        }
        return live;
    }

    /** When the oldest window began that is over but not forgotten; {@link Long#MAX_VALUE} if there is none. */
    public long oldestEndedMs() {
        return segments.stream()
                .mapToLong(segment -> segment.counts.oldestEndedMs())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Forgets the oldest kind whose window is over; there must be one. */
    public void forgetOldestEnded() {
        long oldestMs = oldestEndedMs();
        for (Segment segment : segments) {
            if (segment.counts.oldestEndedMs() == oldestMs) {
                segment.counts.giveUpOldest();
                return;
            }
        }
    }

    /** Visits the new kinds that were added since the last call, are still there and not left behind by stream time. */
    public void forEachNew(SightingTable.Visitor visitor) {
        for (Segment segment : segments) {
            segment.table.visitNew(sighting -> {
                sighting.foundIn(segment);
                visitor.visit(sighting);
            });
        }
        added = 0;
    }

    /**
     * Visits forgotten kinds and drops the segments that were visited to their end: as many kinds as keep up with those that
     * are added, if this is called before {@link #forEachNew}. Kinds that were added again since are not visited.
     *
     * @param committed offsets of records that cannot be read again; of others nothing is dropped
     */
    public void sweep(Offsets committed, SightingTable.Visitor visitor) {
        int left = sweep(past, LEAST_SWEPT + 2 * added, committed, visitor);
        sweep(segments, left, committed, visitor);
    }

    private int sweep(List<Segment> among, int atMost, Offsets committed, SightingTable.Visitor visitor) {
        int left = atMost;
        for (Segment segment : List.copyOf(among)) {
            if (left > 0 && segment.isPast() && segment.isSettled(committed)) {
                segment.markFull();
                int[] visited = {0};
                boolean done = segment.sweep(left, sighting -> {
                    visited[0]++;
                    visitor.visit(sighting);
                });
                left -= visited[0];
                if (done) {
                    among.remove(segment);
                    segment.table.close();
                    outOfMemory = false;
                }
            }
        }
        return left;
    }

    /** How many kinds are held, forgotten ones among them. */
    public long size() {
        return Stream.concat(segments.stream(), past.stream())
                .mapToLong(segment -> segment.table.size())
                .sum();
    }

    /** How much memory the tables take. */
    public long bytes() {
        return tables.bytes();
    }

    @Override
    public void close() {
        if (openedAhead != null) {
            openedAhead.join().close();
            openedAhead = null;
        }
        tables.close();
        segments.clear();
        past.clear();
    }

    private @Nullable Segment segmentFor(long firstMs) {
        long startMs = Math.floorDiv(firstMs, segmentMs) * segmentMs;
        boolean tooFewForAnother = false;
        for (int i = 0; i < segments.size() && segments.get(i).startMs() >= startMs; i++) {
            Segment segment = segments.get(i);
            if (segment.startMs() == startMs && !segment.isFull() && segment.table.size() < segmentKinds) {
                if (!segment.isAheadOf(firstMs, streamTimeMs)) {
                    return segment;
                }
                tooFewForAnother |= segment.table.size() < WORTH_A_SEGMENT;
            }
        }
        if (tooFewForAnother) {
            return null;
        }
        if (segments.size() < MOST_SEGMENTS) {
            return open(startMs);
        }
        for (Segment segment : segments) {
            if (segment.reaches(firstMs) && !segment.isFull() && !segment.isAheadOf(firstMs, streamTimeMs)) {
                return segment;
            }
        }
        return null;
    }

    private Segment open(long startMs) {
        if (!segments.isEmpty()) {
            int last = segments.get(0).table.size();
            expected = Math.min(segmentKinds, Math.max(LEAST_EXPECTED, last + last / 4));
        }
        SightingTable table;
        if (openedAhead == null) {
            table = tables.open(expected);
        } else {
            table = openedAhead.join();
            openedAhead = null;
        }
        Segment opened = new Segment(table, windowMs, lateMs, startMs, segmentMs);
        opened.advance(streamTimeMs);
        int place = 0;
        while (place < segments.size() && segments.get(place).startMs() > startMs) {
            place++;
        }
        segments.add(place, opened);
        return opened;
    }

    private void openAhead(Segment segment, long firstMs) {
        if (openedAhead == null
                && tables.opensSlowly()
                && (firstMs - segment.startMs() > segmentMs / 4 * 3 || segment.table.size() > expected / 4 * 3)) {
            int next = Math.min(segmentKinds, Math.max(expected, segment.table.size() * 2));
            openedAhead = CompletableFuture.supplyAsync(() -> tables.open(next));
        }
    }
}

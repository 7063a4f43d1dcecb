package dev.weir.store;

import dev.weir.window.SeparateTables;
import dev.weir.window.Sighting;
import dev.weir.window.SightingEngine;
import dev.weir.window.SightingTable;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.MapSegmentContext;
import net.openhft.chronicle.values.Values;

/**
 * Tables of a deduplication window that are Chronicle Maps in memory outside the heap, one for each time segment.
 *
 * <p>Keys and values are value interfaces, so that a look-up makes no garbage. A map takes its memory when it is opened, for
 * as many kinds as are expected, and up to {@value #MOST_GROWTH} times as many as they come; after that its segment takes no
 * more and another one is opened. Opening takes up to a second, so it is done ahead by another thread.
 *
 * <p>Needs what {@link JvmFlags} names. Memory: some 70 bytes a kind that is expected.
 */
public final class ChronicleSightings extends SeparateTables {

    private static final int MOST_GROWTH = 10;

    private ChronicleSightings() {}

    /**
     * The engine for a deduplication window.
     *
     * @throws IllegalStateException if a flag or the compiler is missing, see {@link JvmFlags#check}
     */
    public static SightingEngine engine() {
        JvmFlags.check();
        return ChronicleSightings::new;
    }

    /** A fingerprint, as Chronicle lays it out. */
    public interface Kind {
        long getHigh();

        void setHigh(long high);

        long getLow();

        void setLow(long low);
    }

    /** When and where a kind was seen, as Chronicle lays it out. */
    public interface Seen {
        int getAfterStartMs();

        void setAfterStartMs(int afterStartMs);

        int getPartition();

        void setPartition(int partition);

        long getOffset();

        void setOffset(long offset);
    }

    @Override
    public SightingTable open(int expected) {
        return new MapTable(
                this,
                ChronicleMapBuilder.of(Kind.class, Seen.class)
                        .name("sightings")
                        .entries(expected)
                        .maxBloatFactor(MOST_GROWTH)
                        .putReturnsNull(true)
                        .removeReturnsNull(true)
                        .checksumEntries(false)
                        .skipCloseOnExitHook(true)
                        .create());
    }

    @Override
    public boolean opensSlowly() {
        return true;
    }

    private static final class MapTable extends Table {
        private final ChronicleMap<Kind, Seen> map;
        private final Kind kind = Values.newHeapInstance(Kind.class);
        private final Seen written = Values.newHeapInstance(Seen.class);
        private final Seen read = Values.newNativeReference(Seen.class);
        private int size;

        MapTable(ChronicleSightings tables, ChronicleMap<Kind, Seen> map) {
            super(tables);
            this.map = map;
        }

        private Kind kind(long high, long low) {
            kind.setHigh(high);
            kind.setLow(low);
            return kind;
        }

        @Override
        protected boolean add(long high, long low, int afterStartMs, int partition, long offset) {
            written.setAfterStartMs(afterStartMs);
            written.setPartition(partition);
            written.setOffset(offset);
            try {
                map.put(kind(high, low), written);
            } catch (IllegalStateException e) {
                return false; // it has grown as often as it may
            }
            size++;
            return true;
        }

        @Override
        protected boolean find(long high, long low, Sighting into) {
            Seen seen = map.getUsing(kind(high, low), read);
            if (seen == null) {
                return false;
            }
            into.fill(high, low, seen.getAfterStartMs(), seen.getPartition(), seen.getOffset());
            return true;
        }

        @Override
        public boolean remove(long high, long low) {
            long before = map.longSize();
            map.remove(kind(high, low));
            if (map.longSize() == before) {
                return false;
            }
            size--;
            return true;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public long visit(long from, int atLeast, Visitor visitor) {
            Sighting sighting = new Sighting();
            int[] visited = {0};
            int segment = Math.toIntExact(from);
            for (; segment < map.segments() && visited[0] < atLeast; segment++) {
                try (MapSegmentContext<Kind, Seen, ?> context = map.segmentContext(segment)) {
                    context.forEachSegmentEntry(entry -> {
                        Kind key = entry.key().get();
                        Seen seen = entry.value().get();
                        sighting.fill(
                                key.getHigh(),
                                key.getLow(),
                                seen.getAfterStartMs(),
                                seen.getPartition(),
                                seen.getOffset());
                        visitor.visit(sighting);
                        visited[0]++;
                    });
                }
            }
            return segment < map.segments() ? segment : END;
        }

        @Override
        protected long bytes() {
            return map.offHeapMemoryUsed();
        }

        @Override
        public void close() {
            super.close();
            map.close();
        }
    }
}

package dev.weir.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables that are hash maps on the heap. */
final class HeapTables extends SeparateTables {

    /** Entry, key and value of a map, and its share of the map's array. */
    private static final int BYTES_PER_ENTRY = 32 + 32 + 32 + 8;

    @Override
    public SightingTable open(int expected) {
        return new HeapTable(this);
    }

    @Override
    public boolean opensSlowly() {
        return false;
    }

    private record Key(long high, long low) {
        @Override
        public int hashCode() {
            return (int) (low ^ high >>> 32);
        }
    }

    private record Value(int afterStartMs, int partition, long offset) {}

    private static final class HeapTable extends Table {
        private final Map<Key, Value> values = new HashMap<>();
        /** What is still to be visited, while that goes on. */
        private List<Key> left = List.of();

        HeapTable(HeapTables tables) {
            super(tables);
        }

        @Override
        protected boolean add(long high, long low, int afterStartMs, int partition, long offset) {
            values.put(new Key(high, low), new Value(afterStartMs, partition, offset));
            return true;
        }

        @Override
        protected boolean find(long high, long low, Sighting into) {
            Value value = values.get(new Key(high, low));
            if (value == null) {
                return false;
            }
            into.fill(high, low, value.afterStartMs, value.partition, value.offset);
            return true;
        }

        @Override
        public boolean remove(long high, long low) {
            return values.remove(new Key(high, low)) != null;
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public long visit(long from, int atLeast, Visitor visitor) {
            if (from == 0) {
                left = new ArrayList<>(values.keySet());
            }
            Sighting sighting = new Sighting();
            int index = Math.toIntExact(from);
            for (int visited = 0; index < left.size() && visited < atLeast; index++) {
                Key key = left.get(index);
                if (find(key.high, key.low, sighting)) {
                    visitor.visit(sighting);
                    visited++;
                }
            }
            if (index < left.size()) {
                return index;
            }
            left = List.of();
            return END;
        }

        @Override
        protected long bytes() {
            return (long) values.size() * BYTES_PER_ENTRY;
        }

        @Override
        public void close() {
            super.close();
            values.clear();
        }
    }
}

package dev.weir.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables that know nothing of each other: each is asked, the newest first. */
public abstract class SeparateTables implements SightingTables {

    private final List<Table> searched = new ArrayList<>();
    private final List<Table> open = new ArrayList<>();
    private final List<Table> retired = new ArrayList<>();

    /** A table that can be asked by itself. */
    public abstract static class Table implements SightingTable {

        private final SeparateTables tables;
        /** Fingerprints that were put since they were last visited, two longs each. */
        private long[] added = new long[16];

        private int addedLongs;
        private boolean placed;

        /** Another thread may do that: the table takes its place among the others with its first entry. */
        protected Table(SeparateTables tables) {
            this.tables = tables;
        }

        /** Fills {@code into} with what is known of a fingerprint; false if nothing is, and then {@code into} stays. */
        protected abstract boolean find(long high, long low, Sighting into);

        /** How much memory it takes. */
        protected abstract long bytes();

        @Override
        public final boolean put(long high, long low, int afterStartMs, int partition, long offset) {
            if (!add(high, low, afterStartMs, partition, offset)) {
                return false;
            }
            if (!placed) {
                placed = true;
                tables.searched.add(0, this);
                tables.open.add(this);
            }
            if (addedLongs == added.length) {
                added = Arrays.copyOf(added, addedLongs * 2);
            }
            added[addedLongs++] = high;
            added[addedLongs++] = low;
            for (int i = 0; i < tables.retired.size(); i++) {
                tables.retired.get(i).remove(high, low);
            }
            return true;
        }

        /** Adds a fingerprint, as {@link #put} says. */
        protected abstract boolean add(long high, long low, int afterStartMs, int partition, long offset);

        @Override
        public final void visitNew(Visitor visitor) {
            Sighting sighting = new Sighting();
            for (int i = 0; i < addedLongs; i += 2) {
                if (find(added[i], added[i + 1], sighting)) {
                    visitor.visit(sighting);
                }
            }
            skipNew();
        }

        @Override
        public final void skipNew() {
            addedLongs = 0;
        }

        @Override
        public final void retire() {
            tables.searched.remove(this);
            tables.retired.add(this);
        }

        @Override
        public void close() {
            tables.searched.remove(this);
            tables.retired.remove(this);
            tables.open.remove(this);
        }
    }

    @Override
    public final @Nullable SightingTable find(long high, long low, Sighting into) {
        for (int i = 0; i < searched.size(); i++) {
            if (searched.get(i).find(high, low, into)) {
                return searched.get(i);
            }
        }
        return null;
    }

    @Override
    public final long bytes() {
        return open.stream().mapToLong(Table::bytes).sum();
    }

    @Override
    public final void close() {
        List.copyOf(open).forEach(Table::close);
    }
}

package dev.weir.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables in direct memory that share one index, so that a look-up costs one access to memory however many tables there
 * are, and a second one where it finds something.
 *
 * <p>The index learns that a table is gone bit by bit: a number that stood for a table is given to another one only when
 * the whole index was cleared of it, a part of which is done whenever a table is opened.
 */
final class OffHeapTables implements SightingTables {

    /** In so many steps, one for each table that is opened, the index is cleared of tables that are gone. */
    private static final int CLEARING_STEPS = OffHeapIndex.TABLES / 4;

    private final OffHeapEngine memory;
    private final List<OffHeapTable> open = new ArrayList<>();
    private final @Nullable OffHeapTable[] searched = new OffHeapTable[OffHeapIndex.TABLES];
    private final @Nullable OffHeapTable[] retired = new OffHeapTable[OffHeapIndex.TABLES];
    private final OffHeapIndex index;

    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private int firstUnused;
    /** Numbers of tables that were closed before the clearing began that goes on, and since. */
    private List<Integer> clearedNext = new ArrayList<>();

    private List<Integer> clearedLater = new ArrayList<>();
    private int step;

    OffHeapTables(OffHeapEngine memory) {
        this.memory = memory;
        this.index = new OffHeapIndex(memory, searched, retired);
    }

    OffHeapIndex index() {
        return index;
    }

    @Override
    public SightingTable open(int expected) {
        clearSome();
        Integer freed = free.poll();
        int id = freed != null ? freed : firstUnused < OffHeapIndex.TABLES ? firstUnused++ : -1;
        OffHeapTable table = new OffHeapTable(this, memory, id);
        open.add(table);
        if (id >= 0) {
            searched[id] = table;
        }
        return table;
    }

    private void clearSome() {
        index.clearPart(step, CLEARING_STEPS);
        step = (step + 1) % CLEARING_STEPS;
        if (step == 0) {
            free.addAll(clearedNext);
            clearedNext = clearedLater;
            clearedLater = new ArrayList<>();
        }
    }

    @Override
    public boolean opensSlowly() {
        return false;
    }

    @Override
    public @Nullable SightingTable find(long high, long low, Sighting into) {
        long word = index.find(high, low);
        if (word == OffHeapIndex.NOTHING) {
            return null;
        }
        OffHeapTable table = searched[OffHeapIndex.table(word)];
        if (table != null) {
            table.fill(into, OffHeapIndex.record(word));
        }
        return table;
    }

    void retire(OffHeapTable table) {
        if (table.id() >= 0) {
            searched[table.id()] = null;
            retired[table.id()] = table;
        }
    }

    void close(OffHeapTable table) {
        if (open.remove(table) && table.id() >= 0) {
            searched[table.id()] = null;
            retired[table.id()] = null;
            clearedLater.add(table.id());
        }
        if (open.isEmpty()) {
            index.giveBackAll();
        }
    }

    @Override
    public long bytes() {
        return index.bytes() + open.stream().mapToLong(OffHeapTable::bytes).sum();
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(OffHeapTable::close);
        index.giveBackAll();
    }
}

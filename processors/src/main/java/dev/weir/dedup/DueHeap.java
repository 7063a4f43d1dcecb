package dev.weir.dedup;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of entries by {@link WindowEntry#due}. Each entry knows its place in it, so that one in the middle is
 * moved or removed in O(log n). An entry is in one heap at most.
 */
final class DueHeap {

    private @Nullable WindowEntry[] heap = new WindowEntry[64];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    WindowEntry peek() {
        return heap[0];
    }

    void add(WindowEntry entry, long due) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        entry.due = due;
        siftUp(entry, size++);
    }

    /** Moves an entry of this heap to where its new time belongs. */
    void reschedule(WindowEntry entry, long due) {
        long before = entry.due;
        entry.due = due;
        if (due < before) {
            siftUp(entry, entry.heapIndex);
        } else if (due > before) {
            siftDown(entry, entry.heapIndex);
        }
    }

    void remove(WindowEntry entry) {
        int index = entry.heapIndex;
        WindowEntry last = at(--size);
        heap[size] = null;
        if (index < size) {
            siftDown(last, index);
            if (last.heapIndex == index) {
                siftUp(last, index);
            }
        }
    }

    private void siftUp(WindowEntry entry, int start) {
        int index = start;
        while (index > 0) {
            WindowEntry parent = at((index - 1) / 2);
            if (parent.due <= entry.due) {
                break;
            }
            put(parent, index);
            index = (index - 1) / 2;
        }
        put(entry, index);
    }

    private void siftDown(WindowEntry entry, int start) {
        int index = start;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && at(child + 1).due < at(child).due) {
                child++;
            }
            if (at(child).due >= entry.due) {
                break;
            }
            put(at(child), index);
            index = child;
        }
        put(entry, index);
    }

    private void put(WindowEntry entry, int index) {
        heap[index] = entry;
        entry.heapIndex = index;
    }

    private WindowEntry at(int index) {
        WindowEntry entry = heap[index];
        if (entry == null) {
            throw new IllegalStateException("no entry at " + index + " of " + size);
        }
        return entry;
    }
}

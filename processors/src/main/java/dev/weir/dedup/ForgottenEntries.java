package dev.weir.dedup;

import dev.weir.window.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entries only kept to recognise records that are read again after a crash, in the order in which they were forgotten. */
final class ForgottenEntries {

    private final DueHeap heap = new DueHeap();
    private long soFar;

    void add(WindowEntry entry) {
        heap.add(entry, soFar++);
    }

    void remove(WindowEntry entry) {
        heap.remove(entry);
    }

    int size() {
        return heap.size();
    }

    /** The one that was forgotten first, which is removed; null if there is none. */
    @Nullable
    WindowEntry poll() {
        WindowEntry oldest = heap.peek();
        if (oldest != null) {
            heap.remove(oldest);
        }
        return oldest;
    }

    /** Removes those none of whose records can be read again, once {@code committed} was committed. */
    void removeSettled(Offsets committed, Consumer<WindowEntry> removed) {
        List<WindowEntry> unsettled = new ArrayList<>();
        for (WindowEntry entry = poll(); entry != null; entry = poll()) {
            if (entry.isSettled(committed)) {
                removed.accept(entry);
            } else {
                unsettled.add(entry);
            }
        }
        for (WindowEntry entry : unsettled) {
            heap.add(entry, entry.due);
        }
    }
}

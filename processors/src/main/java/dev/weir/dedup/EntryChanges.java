package dev.weir.dedup;

import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which entries have changed since they were last handed out, and which are gone. */
final class EntryChanges {

    private final List<WindowEntry> dirty = new ArrayList<>();
    private final List<Fingerprint> removed = new ArrayList<>();

    void add(WindowEntry entry) {
        if (entry.dirtyIndex < 0) {
            entry.dirtyIndex = dirty.size();
            dirty.add(entry);
        }
    }

    /** Takes no more note of an entry. */
    void forget(WindowEntry entry) {
        if (entry.dirtyIndex >= 0) {
            WindowEntry last = dirty.remove(dirty.size() - 1);
            if (last != entry) {
                dirty.set(entry.dirtyIndex, last);
                last.dirtyIndex = entry.dirtyIndex;
            }
            entry.dirtyIndex = -1;
        }
    }

    /** Takes note that an entry is gone. */
    void remove(WindowEntry entry) {
        forget(entry);
        if (entry.stored) {
            removed.add(entry.fingerprint);
        }
    }

    /** Hands out all changes once: entries, and null for those that are gone unless {@code isBack}. */
    void forEach(StateWriter writer, Predicate<Fingerprint> isBack, BiConsumer<byte[], byte @Nullable []> store) {
        for (Fingerprint fingerprint : removed) {
            if (!isBack.test(fingerprint)) {
                store.accept(fingerprint.toBytes(), null);
            }
        }
        removed.clear();
        for (WindowEntry entry : dirty) {
            store.accept(entry.fingerprint.toBytes(), entry.save(writer));
            entry.stored = true;
            entry.dirtyIndex = -1;
        }
        dirty.clear();
    }
}

package dev.weir.batch;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a card keeps of objects of the host, by their identity, as long as somebody holds them. Whoever asks for what is kept
 * of an object holds that object until the card is done with it. Thread-safe.
 *
 * @param <K> what there is on the host; few of them, for they are gone through one by one
 * @param <V> what is kept of it
 */
final class Residents<K, V extends AutoCloseable> {

    private final class Resident {
        final WeakReference<K> key;
        final V value;

        Resident(K key, V value) {
            this.key = new WeakReference<>(key);
            this.value = value;
        }
    }

    private final List<Resident> residents = new ArrayList<>();

    /** What is kept of an object; made now if nothing is. What was kept of objects that are gone is closed. */
    synchronized V get(K key, Supplier<V> make) {
        V found = null;
        for (Iterator<Resident> all = residents.iterator(); all.hasNext(); ) {
            Resident resident = all.next();
            K held = resident.key.get();
            if (held == key) {
                found = resident.value;
            } else if (held == null) {
                all.remove();
                close(resident.value);
            }
        }
        if (found == null) {
            found = make.get();
            residents.add(new Resident(key, found));
        }
        return found;
    }

    /** Closes all that is kept. */
    synchronized void close() {
        residents.forEach(resident -> close(resident.value));
        residents.clear();
    }

    private static void close(@Nullable AutoCloseable value) {
        try {
            if (value != null) {
                value.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

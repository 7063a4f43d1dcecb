package dev.weir.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the keys that an unordered store had when this was made, in order; each value is what the key has when the walk
 * comes by. Keys deleted in between are left out.
 *
 * <p>To make one costs a pass over all keys of the store, and memory for those that are wanted.
 */
final class SortedSnapshot implements KeyValueIterator<Bytes, byte[]> {

    private final Iterator<Bytes> keys;
    private final Function<Bytes, byte @Nullable []> values;
    private @Nullable KeyValue<Bytes, byte[]> next;
    private @Nullable Bytes last;
    private boolean open = true;

    /**
     * @param allKeys hands over all keys, some perhaps twice
     * @param wanted which of them to walk over
     * @param values finds the value of a key, or null if it has none any more
     */
    SortedSnapshot(
            Consumer<Consumer<byte[]>> allKeys,
            Predicate<Bytes> wanted,
            boolean forward,
            Function<Bytes, byte @Nullable []> values) {
        List<Bytes> sorted = new ArrayList<>();
        allKeys.accept(key -> {
            Bytes bytes = Bytes.wrap(key);
            if (wanted.test(bytes)) {
                sorted.add(bytes);
            }
        });
        sorted.sort(forward ? Comparator.naturalOrder() : Collections.reverseOrder());
        this.keys = sorted.iterator();
        this.values = values;
    }

    @Override
    public boolean hasNext() {
        if (!open) {
            throw new IllegalStateException("The iterator is closed");
        }
        while (next == null && keys.hasNext()) {
            Bytes key = keys.next();
            byte[] value = key.equals(last) ? null : values.apply(key);
            if (value != null) {
                next = KeyValue.pair(key, value);
            }
            last = key;
        }
        return next != null;
    }

    private KeyValue<Bytes, byte[]> upcoming() {
        KeyValue<Bytes, byte[]> found = hasNext() ? next : null;
        if (found == null) {
            throw new NoSuchElementException("There are no more entries");
        }
        return found;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> found = upcoming();
        next = null;
        return found;
    }

    @Override
    public Bytes peekNextKey() {
        return upcoming().key;
    }

    @Override
    public void close() {
        open = false;
    }
}

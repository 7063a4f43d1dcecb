package dev.weir.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a store: the most of them in a map with the shape that was asked for, and those that are far bigger, once
 * there are any, in a map of their own, for an entry needs room in one piece.
 *
 * <p>One thread writes; any number may read.
 */
final class ChronicleEntries implements AutoCloseable {

    static final String USUAL = "usual";
    static final String LARGE = "large";

    /** What is so many times the average is large. */
    private static final int LARGE_FACTOR = 16;

    private static final int LARGE_AT_LEAST_BYTES = 4 << 10;
    private static final int LARGE_VALUE_BYTES = 64 << 10;
    private static final int LARGE_ENTRIES = 64;

    private final Path folder;
    private final MapShape shape;
    private final int largeBytes;
    private final AtomicInteger moves = new AtomicInteger();
    private final GrowingMap usual;
    private volatile @Nullable GrowingMap large;

    /**
     * @param shape what the usual map is made for
     * @param usual the open maps for usual entries, the oldest first; may be empty
     * @param large the open maps for large ones; may be empty
     */
    ChronicleEntries(Path folder, MapShape shape, List<Generation> usual, List<Generation> large) throws IOException {
        this.folder = folder;
        this.shape = shape;
        this.largeBytes = (int) Math.max(LARGE_AT_LEAST_BYTES, (long) LARGE_FACTOR * shape.valueBytes());
        this.usual = new GrowingMap(folder, USUAL, shape, usual, moves);
        if (!large.isEmpty()) {
            this.large = new GrowingMap(folder, LARGE, large.get(0).shape(), large, moves);
        }
    }

    byte @Nullable [] get(byte[] key) {
        while (true) {
            int before = moves.get();
            byte[] value = usual.get(key);
            GrowingMap others = large;
            if (value == null && others != null) {
                value = others.get(key);
            }
            // Nothing found while something moved may have been looked for where it was not any more, or not yet.
            if (value != null || moves.get() == before) {
                return value;
            }
        }
    }

    void put(byte[] key, byte[] value) throws IOException {
        GrowingMap others = large;
        if (value.length <= largeBytes) {
            usual.put(key, value);
            if (others != null) {
                others.remove(key);
            }
            return;
        }
        if (others == null) {
            MapShape first = new MapShape(LARGE_ENTRIES, shape.keyBytes(), Math.max(LARGE_VALUE_BYTES, largeBytes));
            others = new GrowingMap(folder, LARGE, first, List.of(), moves);
            large = others;
        }
        others.put(key, value);
        usual.remove(key);
    }

    void remove(byte[] key) {
        usual.remove(key);
        GrowingMap others = large;
        if (others != null) {
            others.remove(key);
        }
    }

    long size() {
        GrowingMap others = large;
        return usual.size() + (others == null ? 0 : others.size());
    }

    /** Hands over a copy of each key; one that is being moved may come twice, one that is written meanwhile not at all. */
    void forEachKey(Consumer<byte[]> action) {
        usual.forEachKey(action);
        GrowingMap others = large;
        if (others != null) {
            others.forEachKey(action);
        }
    }

    List<Generation> generations() {
        List<Generation> all = new ArrayList<>(usual.generations());
        GrowingMap others = large;
        if (others != null) {
            all.addAll(others.generations());
        }
        return all;
    }

    @Override
    public void close() {
        usual.close();
        GrowingMap others = large;
        if (others != null) {
            others.close();
        }
    }
}

package dev.weir.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.map.MapSegmentContext;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Chronicle Map that outgrows its estimate: when its file fills, a second map of twice the size takes what is written from
 * then on, and each write moves a few entries over until the first is empty and deleted. No write waits for all of them.
 *
 * <p>One thread writes; any number may read. A key is in one generation, or for a moment in two, the newer of which is right.
 */
final class GrowingMap implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GrowingMap.class);

    /** How many entries a write moves while there are two maps: enough to be done long before the second is full. */
    private static final int MOVED_A_WRITE = 32;

    /** To ask a map how full it is costs as much as a tenth of a write. */
    private static final int WRITES_A_CHECK = 64;

    private final Path folder;
    private final String name;
    private final MapShape asked;
    /** Goes up before anything is taken from where a reader may look last. */
    private final AtomicInteger moves;

    /** The oldest first; never empty while this is open. */
    private volatile Generation[] generations;

    private int nextNumber;
    private int drained;
    private int writesUntilCheck = WRITES_A_CHECK;
    private long writtenEntries;
    private long writtenKeyBytes;
    private long writtenValueBytes;

    /**
     * @param name what the files' names begin with
     * @param asked the shape of the first map
     * @param found maps that are open already, the oldest first; may be empty
     */
    GrowingMap(Path folder, String name, MapShape asked, List<Generation> found, AtomicInteger moves)
            throws IOException {
        this.folder = folder;
        this.name = name;
        this.asked = asked;
        this.moves = moves;
        this.generations = found.toArray(Generation[]::new);
        for (Generation generation : found) {
            String file = generation.file().getFileName().toString();
            nextNumber = Math.max(nextNumber, 1 + Integer.parseInt(file.substring(name.length() + 1)));
        }
        // An estimate that was raised since the files were made holds from now on.
        if (found.isEmpty() || newest().shape().entries() < asked.entries()) {
            add(asked);
        }
    }

    /** Looks a key up, the newest map first. May miss what is being moved: see {@link #moves}. */
    byte @Nullable [] get(byte[] key) {
        while (true) {
            Generation[] all = generations;
            try {
                for (int i = all.length - 1; i >= 0; i--) {
                    byte[] value = all[i].map().get(key);
                    if (value != null) {
                        return value;
                    }
                }
                return null;
            } catch (ChronicleHashClosedException e) {
                if (all == generations) {
                    throw e;
                }
            }
        }
    }

    /**
     * Writes an entry.
     *
     * @throws ProcessorStateException if there is no room for it and none for another map either
     */
    void put(byte[] key, byte[] value) {
        writtenEntries++;
        writtenKeyBytes += key.length;
        writtenValueBytes += value.length;
        if (--writesUntilCheck <= 0) {
            writesUntilCheck = WRITES_A_CHECK;
            if (newest().isFilling()) {
                growAhead();
            }
        }
        if (!fits(newest(), key, value)) {
            MapShape next = nextShape();
            try {
                add(new MapShape(next.entries(), next.keyBytes(), Math.max(next.valueBytes(), value.length / 4)));
            } catch (IOException e) {
                throw new ProcessorStateException(
                        "Map " + name + " in " + folder + " is full with " + size()
                                + " entries, and there is no room for a bigger one: " + e.getMessage(),
                        e);
            }
            if (!fits(newest(), key, value)) {
                throw new ProcessorStateException("Map " + name + " in " + folder + " takes no entry with a key of "
                        + key.length + " and a value of " + value.length + " bytes");
            }
        }
        if (generations.length > 1) {
            removeFrom(generations.length - 1, key);
            drain();
        }
    }

    void remove(byte[] key) {
        removeFrom(generations.length, key);
    }

    private void removeFrom(int count, byte[] key) {
        Generation[] all = generations;
        moves.incrementAndGet();
        for (int i = 0; i < count; i++) {
            all[i].map().remove(key);
        }
    }

    long size() {
        long size = 0;
        for (Generation generation : generations) {
            size += generation.map().longSize();
        }
        return size;
    }

    /** Hands over a copy of each key; one that is being moved may come twice, one that is written meanwhile not at all. */
    void forEachKey(Consumer<byte[]> action) {
        // The oldest first: what is moved while we go is met again in a newer one.
        for (Generation generation : generations) {
            try {
                generation
                        .map()
                        .forEachEntry(entry -> action.accept(entry.key().get().clone()));
            } catch (ChronicleHashClosedException e) {
                if (List.of(generations).contains(generation)) {
                    throw e;
                }
            }
        }
    }

    List<Generation> generations() {
        return List.of(generations);
    }

    private Generation newest() {
        return generations[generations.length - 1];
    }

    /** Whether the entry could be written; the map is as it was if not. */
    private static boolean fits(Generation generation, byte[] key, byte[] value) {
        try {
            generation.map().put(key, value);
            return true;
        } catch (ChronicleHashClosedException e) {
            throw e;
        } catch (IllegalStateException | IllegalArgumentException e) {
            return false;
        } catch (RuntimeException e) {
            // The disk has no room for an extension of this map.
            if (e.getCause() instanceof IOException) {
                return false;
            }
            throw e;
        }
    }

    private void growAhead() {
        try {
            add(nextShape());
        } catch (IOException e) {
            // Not yet a failure: the map at hand has extensions left. To ask again soon would be no use.
            writesUntilCheck = WRITES_A_CHECK * WRITES_A_CHECK;
            LOG.warn("No room for a bigger map {} in {}, the one at hand goes on: {}", name, folder, e.getMessage());
        }
    }

    private MapShape nextShape() {
        MapShape shape = newest().shape();
        if (writtenEntries == 0) {
            return new MapShape(Math.max(2 * size(), shape.entries()), shape.keyBytes(), shape.valueBytes());
        }
        return new MapShape(Math.max(2 * size(), shape.entries()), (int) (writtenKeyBytes / writtenEntries), (int)
                (writtenValueBytes / writtenEntries));
    }

    private void add(MapShape shape) throws IOException {
        Path file = folder.resolve(name + "-" + nextNumber);
        Generation added;
        try {
            added = Generation.open(file, shape);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        nextNumber++;
        if (generations.length > 0) {
            LOG.info(
                    "Map {} in {} holds {} entries, more than the {} of its estimate; made one for {}",
                    name,
                    folder,
                    size(),
                    asked.entries(),
                    shape.entries());
        }
        List<Generation> all = new ArrayList<>(List.of(generations));
        all.add(added);
        generations = all.toArray(Generation[]::new);
    }

    private void drain() {
        Generation oldest = generations[0];
        int left = MOVED_A_WRITE;
        while (left > 0 && drained < oldest.map().segments()) {
            int moved = drain(oldest, left);
            if (moved == 0) {
                // The newest is full already; the check that follows some writes makes another.
                return;
            }
            left -= moved;
        }
        if (drained == oldest.map().segments()) {
            drained = 0;
            generations = Arrays.copyOfRange(generations, 1, generations.length);
            try {
                oldest.delete();
            } catch (IOException e) {
                LOG.warn("Cannot delete {}, which is not needed any more: {}", oldest.file(), e.toString());
            }
        }
    }

    /** Moves entries of one segment; returns how many, or one for a segment without any. */
    private int drain(Generation oldest, int most) {
        int[] moved = {0};
        try (MapSegmentContext<byte[], byte[], ?> segment = oldest.map().segmentContext(drained)) {
            segment.forEachSegmentEntryWhile(entry -> {
                if (!fits(newest(), entry.key().get(), entry.value().get())) {
                    return false;
                }
                moves.incrementAndGet();
                entry.doRemove();
                return ++moved[0] < most;
            });
            if (segment.size() == 0) {
                drained++;
                return Math.max(1, moved[0]);
            }
        }
        return moved[0];
    }

    @Override
    public void close() {
        for (Generation generation : generations) {
            generation.map().close();
        }
    }
}

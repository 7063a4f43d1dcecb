package dev.weir.dedup;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.window.Offsets;
import dev.weir.window.Sighting;
import dev.weir.window.SightingEngine;
import dev.weir.window.SightingRing;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of line of which one record was seen, and it passed: all that a {@link WindowEntry} would hold follows from
 * that record's time, partition and offset.
 *
 * <p>Most methods speak of the kind that {@link #find} found last. One thread. Memory: some 70 bytes a kind, outside the
 * heap with the engine that is the default.
 */
final class Singles implements AutoCloseable {

    /** Of a stored single; an entry has {@link WindowEntry#VERSION}. */
    private static final int VERSION = 2;

    private final DedupOptions options;
    private final SightingRing ring;
    private final Sighting found = new Sighting();
    private boolean replaces;
    /** What was stored when it was taken over from the store. */
    private final Offsets loaded = new Offsets();

    Singles(DedupOptions options, SightingEngine engine) {
        this.options = options;
        this.ring = new SightingRing(engine, options.windowMs(), options.lateMs(), options.maxKeys());
    }

    boolean find(Fingerprint fingerprint) {
        replaces = false;
        return ring.find(fingerprint.high(), fingerprint.low(), found);
    }

    /** Takes note that there is an entry of a kind, and so no single. */
    boolean findNone() {
        replaces = false;
        return false;
    }

    /** What was decided about a record; {@code there} is what {@link #find} said. */
    Lane.Past past(boolean there, int partition, long offset) {
        return there && found.partition() == partition && offset <= found.offset()
                ? Lane.Past.PASSED
                : Lane.Past.UNSEEN;
    }

    /**
     * Whether the single has no say in what becomes of a record of its kind: it is past, or the record opens another
     * window, and the single's own record cannot be read again.
     */
    boolean mayBeReplaced(Offsets settled, long timeMs, long streamTimeMs) {
        if (found.offset() > settled.of(found.partition())) {
            replaces = ring.isLeftBehind(found); // its record would pass as late or as the first of its kind
        } else {
            boolean late = streamTimeMs - timeMs > options.lateMs();
            replaces = ring.isForgotten(found) || (!late && timeMs - found.firstMs() >= options.windowMs());
        }
        return replaces;
    }

    /** Whether a single that may be replaced is still among those that are remembered. */
    boolean isRemembered() {
        return replaces && !ring.isForgotten(found);
    }

    /** Whether the single that was found, and may be replaced, stands in the store. */
    boolean replaces() {
        return replaces;
    }

    /** Opens a window; false if that takes an entry. */
    boolean open(Fingerprint fingerprint, long timeMs, int partition, long offset) {
        if (replaces) {
            ring.remove(found);
        }
        return ring.add(fingerprint.high(), fingerprint.low(), timeMs, partition, offset, true);
    }

    /** Makes an entry of the single that was found. */
    WindowEntry take(Fingerprint fingerprint, Offsets written) {
        WindowEntry entry = entry(fingerprint, found.firstMs(), found.partition(), found.offset());
        if (ring.isForgotten(found)) {
            entry.state = WindowEntry.State.FORGOTTEN;
        } else if (ring.isOver(found)) {
            entry.state = WindowEntry.State.ENDED;
        }
        entry.stored =
                found.offset() <= written.of(found.partition()) || found.offset() <= loaded.of(found.partition());
        ring.remove(found);
        return entry;
    }

    private static WindowEntry entry(Fingerprint fingerprint, long firstMs, int partition, long offset) {
        WindowEntry entry = new WindowEntry(fingerprint);
        entry.open(firstMs);
        entry.passed = 1;
        entry.decided(partition, offset, true);
        return entry;
    }

    void advance(long nowMs, boolean idle) {
        if (idle) {
            ring.idle(nowMs);
        } else {
            ring.advance(nowMs);
        }
    }

    /** Forgets the oldest single whose window is over, if it would be forgotten before {@code dueMs}. */
    boolean forgetAnEndedOneBefore(long dueMs) {
        long oldestMs = ring.oldestEndedMs();
        if (oldestMs == Long.MAX_VALUE || oldestMs + options.windowMs() + options.lateMs() > dueMs) {
            return false;
        }
        ring.forgetOldestEnded();
        return true;
    }

    int live() {
        return ring.live();
    }

    boolean hasRoom() {
        return ring.hasRoom();
    }

    /**
     * Hands out the new singles, and null for some of those that are past.
     *
     * @param isEntry whether there is an entry of a kind
     */
    void forEachDirty(
            Offsets committed,
            StateWriter writer,
            Predicate<Fingerprint> isEntry,
            BiConsumer<byte[], byte @Nullable []> store) {
        ring.sweep(committed, past -> {
            Fingerprint fingerprint = new Fingerprint(past.high(), past.low());
            if (!isEntry.test(fingerprint)) {
                store.accept(key(past), null);
            }
        });
        ring.forEachNew(single -> {
            writer.clear();
            writer.writeByte(VERSION);
            writer.writeLong(single.firstMs());
            writer.writeInt(single.partition());
            writer.writeLong(single.offset());
            store.accept(key(single), writer.toByteArray());
        });
    }

    private static byte[] key(Sighting sighting) {
        return ByteBuffer.allocate(Fingerprint.BYTES)
                .putLong(sighting.high())
                .putLong(sighting.low())
                .array();
    }

    /** Reads an entry, or a single as one. */
    static WindowEntry restore(Fingerprint fingerprint, byte[] value) {
        StateReader reader = new StateReader(value);
        if (reader.readByte() != VERSION) {
            return WindowEntry.restore(fingerprint, new StateReader(value));
        }
        WindowEntry entry = entry(fingerprint, reader.readLong(), reader.readInt(), reader.readLong());
        if (!reader.atEnd()) {
            throw new MalformedStateException("duplicates have more bytes than they should");
        }
        entry.stored = true;
        return entry;
    }

    /** Takes over a stored entry that is a single; false if it is none. */
    boolean takeOver(WindowEntry entry) {
        Lane lane = entry.onlyRecord();
        if (lane == null
                || !ring.add(
                        entry.fingerprint.high(),
                        entry.fingerprint.low(),
                        entry.firstMs,
                        lane.partition,
                        lane.highest(),
                        false)) {
            return false;
        }
        loaded.raise(lane.partition, lane.highest());
        return true;
    }

    @Override
    public void close() {
        ring.close();
    }
}

package dev.weir.dedup;

import dev.weir.dedup.near.NearDuplicates;
import dev.weir.window.SightingEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells for each log line whether it repeats an earlier one, and sums up what it held back.
 *
 * <p>Usage, one per Kafka Streams task and by its thread only: {@link #load} every entry of the store, then {@link #offer}
 * every record, {@link #closeIdle} now and then by the clock on the wall, and {@link #forEachDirty} before every commit.
 * Summaries go to the consumer given, from within these calls.
 *
 * <p>Lines of a kind differ at most in what {@link DedupOptions.Mask} allows. A window begins with the first of a kind and
 * is never prolonged; all times but those of {@code closeIdle} are event times. Nothing is dropped unaccounted: each line
 * passes or is counted in a summary to come.
 *
 * <p>Cost: one pass over the line to mask it, one to hash it, one look-up; some 60 bytes of memory outside the heap for
 * a kind of line that was seen once, some 300 on the heap and a sample for one with repeats. Hash: XXH3, 128 bits (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
 */
public final class Deduplicator implements AutoCloseable {

    private static final byte[] NO_CONTEXT = {};

    private final Fingerprinter fingerprinter;
    private final DuplicateWindow window;
    /** What finds lines that are nearly equal; null if only equal ones count. */
    private final @Nullable NearDuplicates near;
    /** What is stored for a similarity that is no longer asked for. */
    private final List<byte[]> useless = new ArrayList<>();

    /**
     * Keeps what was seen once in plain memory outside the heap.
     *
     * @param summaries takes every summary at once; must not call back into this object
     */
    public Deduplicator(DedupOptions options, Consumer<Summary> summaries) {
        this(options, summaries, null);
    }

    /**
     * Keeps what was seen once in plain memory outside the heap.
     *
     * @param summaries takes every summary at once; must not call back into this object
     * @param near finds the kinds of line that are nearly equal; null if lines have to be equal
     */
    public Deduplicator(DedupOptions options, Consumer<Summary> summaries, @Nullable NearDuplicates near) {
        this(options, summaries, near, SightingEngine.offHeap());
    }

    /**
     * @param summaries takes every summary at once; must not call back into this object
     * @param near finds the kinds of line that are nearly equal; null if lines have to be equal
     * @param engine what holds the kinds of line that were seen once; may serve other deduplicators too
     */
    public Deduplicator(
            DedupOptions options, Consumer<Summary> summaries, @Nullable NearDuplicates near, SightingEngine engine) {
        this.near = near;
        this.fingerprinter = new Fingerprinter(options);
        this.window = new DuplicateWindow(
                options, (entry, reason) -> summaries.accept(Summary.of(entry, reason, options.mask())), engine);
    }

    /**
     * Decides about one record. Summaries of windows that end because of its time are sent first.
     *
     * @param key the record's key, or null if it has none; only looked at where the scope is the key
     * @param line holds the line's bytes, without its envelope; read during the call only
     * @param eventTimeMs the record's timestamp
     * @param partition a number for the record's topic partition, the same after every restart; where a task reads
     *     several topics each needs its own
     * @param offset the record's offset; growing within a partition except where records are read again after a crash
     */
    public Decision offer(
            byte @Nullable [] key,
            byte[] line,
            int lineOffset,
            int lineLength,
            long eventTimeMs,
            int partition,
            long offset) {
        return offer(key, NO_CONTEXT, 0, line, lineOffset, lineLength, eventTimeMs, partition, offset);
    }

    /**
     * Decides about one record that more than its line tells apart, as {@link #offer(byte[], byte[], int, int, long, int,
     * long)} does.
     *
     * @param context begins with what two lines of a kind have to have in common to the letter, such as the severity; with
     *     a length of 0 the line says all
     */
    public Decision offer(
            byte @Nullable [] key,
            byte[] context,
            int contextLength,
            byte[] line,
            int lineOffset,
            int lineLength,
            long eventTimeMs,
            int partition,
            long offset) {
        Fingerprint fingerprint =
                fingerprinter.of(key, partition, context, contextLength, line, lineOffset, lineLength);
        if (near != null) {
            fingerprint = fingerprinter.like(fingerprint, near, eventTimeMs);
        }
        return window.offer(fingerprint, eventTimeMs, partition, offset, line, lineOffset, lineLength);
    }

    /**
     * Decides about one record whose fingerprint is known from {@link LineFingerprints}, as {@link #offer(byte[], byte[], int, int, long, int,
     * long)} does.
     *
     * @throws IllegalArgumentException if the fingerprint is not of 16 bytes
     */
    public Decision offerKnown(
            byte[] fingerprint,
            byte[] line,
            int lineOffset,
            int lineLength,
            long eventTimeMs,
            int partition,
            long offset) {
        return window.offer(
                Fingerprint.fromBytes(fingerprint), eventTimeMs, partition, offset, line, lineOffset, lineLength);
    }

    /** Lets stream time reach {@code streamTimeMs} without a record; earlier times do not move it. */
    public void advance(long streamTimeMs) {
        window.advance(streamTimeMs);
    }

    /**
     * Ends windows where no records come: time is taken to have gone on with the clock on the wall since the last one.
     * Records to come are not late because of it.
     *
     * @param lastRecordWallMs when the last record was offered, or when the task began if none was
     */
    public void closeIdle(long lastRecordWallMs, long nowWallMs) {
        window.closeIdle(lastRecordWallMs, nowWallMs);
    }

    /**
     * Hands out every entry that changed since the last call: to be called once before every commit, after all records
     * that the commit covers were offered.
     *
     * @param store takes a key and the entry, or null where the key is to be deleted
     */
    public void forEachDirty(BiConsumer<byte[], byte @Nullable []> store) {
        window.forEachDirty(store);
        if (near != null) {
            near.forEachDirty(store);
        }
        useless.forEach(key -> store.accept(key, null));
        useless.clear();
    }

    /**
     * Takes over one entry that {@link #forEachDirty} handed out; to be called before the first record.
     *
     * @throws dev.weir.filter.MalformedStateException if the value is not what this version writes
     * @throws IllegalArgumentException if the key is of no length that was handed out
     */
    public void load(byte[] key, byte[] value) {
        if (key.length != NearDuplicates.KEY_BYTES) {
            window.load(key, value);
        } else if (near == null || !near.load(key, value)) {
            useless.add(key);
        }
    }

    /** Gives the memory outside the heap back; to be called when no record comes any more. */
    @Override
    public void close() {
        window.close();
    }

    /** How many kinds of line are remembered now. */
    public int liveKeys() {
        return window.liveKeys();
    }
}

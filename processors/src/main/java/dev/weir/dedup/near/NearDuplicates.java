package dev.weir.dedup.near;

import dev.weir.filter.StateWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each kind of line an earlier kind that is nearly equal, so that a window takes both for one.
 *
 * <p>Two lines are alike if they have a given share of words in common in the same order, of the longer one's words, and
 * differ neither in severities nor in codes. A line stands for the others through the window of event time in which it was
 * seen last and the next one; windows begin at multiples of their length. Only as many lines are remembered as are allowed;
 * further ones are compared exactly.
 *
 * <p>One object to a task, used by its thread: {@link #load} what is stored, then {@link #resolve} line by line, and {@link
 * #forEachDirty} before every commit. A kind that was seen before costs one look-up; a new one some microseconds. Memory, and
 * what is stored: about 0.5 KB a line of 20 words.
 */
public final class NearDuplicates {

    /** The fingerprint of a kind of line, 128 bits. */
    public record Kind(long high, long low) {}

    private static final int MAX_LINES = 1 << 17;

    /** Of a stored line: a kind and a byte, so that it is not taken for the kind's window. */
    public static final int KEY_BYTES = 17;

    private static final byte KEY_TAG = 'n';
    private static final int LEAST_FORGOTTEN = 1 << 10;

    private final double similarity;
    private final long windowMs;
    private final int maxLines;
    private final BandSource signatures;
    private final WordSimilarity compare = new WordSimilarity();
    /** The lines of this window. */
    private NearLines young;
    /** Those of the window before. */
    private NearLines old;
    /** When this window began. */
    private long youngSinceMs = Long.MIN_VALUE;
    /** What was taken over from the store and is not in its place yet. */
    private final List<NearLine> loaded = new ArrayList<>();
    /** Lines that the store does not know yet. */
    private final Map<Kind, NearLine> changed = new LinkedHashMap<>();
    /** Those that only the store still knows. */
    private final Set<Kind> forgotten = new LinkedHashSet<>();

    private final StateWriter writer = new StateWriter();

    /**
     * @param similarity the least share of words in common, above 0 and below 1
     * @param windowMs how long a line stands for others at least, in event time
     * @param maxKeys how many kinds of line are remembered at most
     * @param signatures knows the bands of lines as {@link Banding} cuts them for this similarity
     */
    public NearDuplicates(double similarity, long windowMs, int maxKeys, BandSource signatures) {
        this.similarity = similarity;
        this.windowMs = windowMs;
        this.maxLines = Math.min(maxKeys, MAX_LINES);
        this.signatures = signatures;
        this.young = noLines();
        this.old = noLines();
    }

    private NearLines noLines() {
        return new NearLines(signatures.bands(), maxLines);
    }

    /**
     * The kind that stands for a line's own.
     *
     * @param kind the line's own kind
     * @param bytes holds, one behind the other, what has to be equal and the line's text
     * @param contextFrom where what has to be equal begins
     * @param textFrom where the text begins
     * @param textTo where the text ends
     * @param timeMs the line's event time
     */
    public Kind resolve(Kind kind, byte[] bytes, int contextFrom, int textFrom, int textTo, long timeMs) {
        placeLoaded();
        goOn(windowOf(timeMs));
        NearLine line = young.resolved(kind);
        if (line == null) {
            line = resolveAnew(kind, bytes, contextFrom, textFrom, textTo);
            young.resolve(kind, line);
        }
        return line.kind;
    }

    private NearLine resolveAnew(Kind kind, byte[] bytes, int contextFrom, int textFrom, int textTo) {
        NearLine before = old.resolved(kind);
        if (before != null) {
            return renewed(before);
        }
        int[] words = Words.of(bytes, textFrom, textTo);
        if ((words.length + 1) * (1 - similarity) < 1 - 1e-9) {
            return new NearLine(kind, 0, words, new long[0]); // too short for a word of difference
        }
        long[] bands = signatures.bands(kind, bytes, textFrom, textTo);
        long guard = Guard.of(bytes, contextFrom, textFrom, textTo);
        NearLine like = young.find(guard, words, bands, similarity, compare);
        if (like != null) {
            return like;
        }
        like = old.find(guard, words, bands, similarity, compare);
        if (like != null) {
            return renewed(like);
        }
        NearLine own = new NearLine(kind, guard, words, bands);
        remember(own);
        return own;
    }

    /** Lets a line stand for others for another window. */
    private NearLine renewed(NearLine line) {
        if (line.bands.length > 0 && line.sinceMs < youngSinceMs) {
            remember(line);
            young.resolve(line.kind, line);
        }
        return line;
    }

    private void remember(NearLine line) {
        if (young.add(line)) {
            line.sinceMs = youngSinceMs;
            changed.put(line.kind, line);
            forgotten.remove(line.kind);
        }
    }

    private long windowOf(long timeMs) {
        return Math.floorDiv(timeMs, windowMs) * windowMs;
    }

    /** Begins a window, unless it is not a later one. */
    private void goOn(long sinceMs) {
        if (sinceMs <= youngSinceMs) {
            return;
        }
        long keptSinceMs = sinceMs - windowMs;
        forget(old, keptSinceMs);
        forget(young, keptSinceMs);
        old = youngSinceMs < keptSinceMs ? noLines() : young;
        young = noLines();
        youngSinceMs = sinceMs;
    }

    /** Has the store forget what was not taken note of since. */
    private void forget(NearLines lines, long keptSinceMs) {
        for (NearLine line : lines.lines()) {
            if (line.sinceMs < keptSinceMs) {
                changed.remove(line.kind);
                forgotten.add(line.kind);
            }
        }
    }

    /**
     * Hands out every line that was taken note of since the last call, and of those that were forgotten as many as keep up with
     * them: a window that ends does not end in one long commit.
     *
     * @param store takes a key of {@value #KEY_BYTES} bytes and the line, or null where the key is to be deleted
     */
    public void forEachDirty(BiConsumer<byte[], byte @Nullable []> store) {
        int most = LEAST_FORGOTTEN + 2 * changed.size();
        changed.forEach((kind, line) -> store.accept(key(kind), line.save(writer)));
        changed.clear();
        Iterator<Kind> kinds = forgotten.iterator();
        for (int i = 0; i < most && kinds.hasNext(); i++) {
            store.accept(key(kinds.next()), null);
            kinds.remove();
        }
    }

    private static byte[] key(Kind kind) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(kind.high())
                .putLong(kind.low())
                .put(KEY_TAG)
                .array();
    }

    /**
     * Takes over a line that {@link #forEachDirty} handed out; to be called before the first {@link #resolve}. A kind that is like
     * two lines may be taken for the other one from then on.
     *
     * @return false if it is of no use: signatures have been cut otherwise since
     * @throws dev.weir.filter.MalformedStateException if the value is not what this version writes
     */
    public boolean load(byte[] key, byte[] value) {
        ByteBuffer kind = ByteBuffer.wrap(key);
        NearLine line = NearLine.restore(new Kind(kind.getLong(), kind.getLong()), value);
        return line.bands.length == signatures.bands() && loaded.add(line);
    }

    /** Puts what was taken over where it was, in the same order. */
    private void placeLoaded() {
        if (loaded.isEmpty()) {
            return;
        }
        loaded.sort(Comparator.<NearLine>comparingLong(line -> line.sinceMs).thenComparingInt(line -> line.place));
        for (NearLine line : loaded) {
            goOn(windowOf(line.sinceMs));
            line.sinceMs = youngSinceMs;
            if (young.add(line)) {
                young.resolve(line.kind, line);
            } else {
                forgotten.add(line.kind);
            }
        }
        loaded.clear();
    }
}

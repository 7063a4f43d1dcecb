package dev.weir.dedup;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.batch.Batch;
import dev.weir.dedup.near.NearDuplicates;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names the kind of a line: XXH3-128 over the scope, the context and the masked line.
 *
 * <p>They cannot run into each other: a tag says which scope it is, and lengths stand before a key and a context. Keeps
 * one buffer, so it belongs to one thread.
 */
final class Fingerprinter {

    private static final int KEPT_BUFFER_BYTES = 1 << 16;
    private static final byte PARTITION_SCOPE = 0;
    private static final byte NO_KEY = 1;
    private static final byte KEY_SCOPE = 2;
    private static final byte GLOBAL_SCOPE = 3;
    /** Added to the scope where a context stands between it and the line. */
    private static final byte WITH_CONTEXT = 16;

    private static final byte[] NO_CONTEXT = {};

    private final DedupOptions.Scope scope;
    private final DedupOptions.Mask mask;
    private final LineMasker masker = new LineMasker();
    private byte[] buffer = new byte[1024];
    /** What was hashed last: scope and context, then the masked line. */
    private byte[] last = buffer;

    private int lastLine;
    private int lastEnd;

    Fingerprinter(DedupOptions options) {
        this.scope = options.scope();
        this.mask = options.mask();
    }

    Fingerprint of(byte @Nullable [] key, int partition, byte[] line, int offset, int length) {
        return of(key, partition, NO_CONTEXT, 0, line, offset, length);
    }

    /** @param context begins with what has to be equal to the letter; with a length of 0 there is no such thing */
    Fingerprint of(
            byte @Nullable [] key,
            int partition,
            byte[] context,
            int contextLength,
            byte[] line,
            int offset,
            int length) {
        int keyLength = key == null ? 0 : key.length;
        byte[] out = buffer(9 + keyLength + contextLength + length + LineMasker.OVERHANG);
        int end = 0;
        switch (scope) {
            case PARTITION -> {
                out[end++] = PARTITION_SCOPE;
                end = putInt(out, end, partition);
            }
            case GLOBAL -> out[end++] = GLOBAL_SCOPE;
            case KEY -> {
                if (key == null) {
                    out[end++] = NO_KEY;
                } else {
                    out[end++] = KEY_SCOPE;
                    end = putInt(out, end, keyLength);
                    System.arraycopy(key, 0, out, end, keyLength);
                    end += keyLength;
                }
            }
        }
        if (contextLength > 0) {
            out[0] += WITH_CONTEXT;
            end = putInt(out, end, contextLength);
            System.arraycopy(context, 0, out, end, contextLength);
            end += contextLength;
        }
        last = out;
        lastLine = end;
        end = mask(masker, mask, line, offset, length, out, end);
        lastEnd = end;
        HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(out, 0, end);
        return new Fingerprint(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** The fingerprint of a line that is nearly equal to the one that {@link #of} was called for last. */
    Fingerprint like(Fingerprint own, NearDuplicates near, long timeMs) {
        NearDuplicates.Kind kind =
                near.resolve(new NearDuplicates.Kind(own.high(), own.low()), last, 0, lastLine, lastEnd, timeMs);
        return new Fingerprint(kind.high(), kind.low());
    }

    /** Adds the masked form of the line that {@link #of} was called for last to a batch. */
    void addLineTo(Batch.Builder batch) {
        batch.add(last, lastLine, lastEnd - lastLine);
    }

    /** The masked form of a line, by itself. */
    static byte[] template(DedupOptions.Mask mask, byte[] line) {
        byte[] out = new byte[line.length + LineMasker.OVERHANG];
        return Arrays.copyOf(out, mask(new LineMasker(), mask, line, 0, line.length, out, 0));
    }

    private static int mask(
            LineMasker masker, DedupOptions.Mask mask, byte[] line, int offset, int length, byte[] out, int at) {
        return switch (mask) {
            case NUMBERS -> masker.mask(line, offset, length, out, at);
            case WHITESPACE -> WhiteSpace.collapse(line, offset, length, out, at);
            case EXACT -> {
                System.arraycopy(line, offset, out, at, length);
                yield at + length;
            }
        };
    }

    private byte[] buffer(int needed) {
        if (needed > KEPT_BUFFER_BYTES) {
            return new byte[needed]; // a rare huge line does not hold its memory for ever
        }
        if (needed > buffer.length) {
            buffer = new byte[Math.min(KEPT_BUFFER_BYTES, Integer.highestOneBit(needed) * 2)];
        }
        return buffer;
    }

    private static int putInt(byte[] out, int at, int value) {
        out[at] = (byte) (value >>> 24);
        out[at + 1] = (byte) (value >>> 16);
        out[at + 2] = (byte) (value >>> 8);
        out[at + 3] = (byte) value;
        return at + 4;
    }
}

package dev.weir.loop;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/**
 * XXH3 of bytes that come one after the other: the hash of each block of 248 is the beginning of the next.
 *
 * <p>Needs 256 bytes where the hash of the whole would have to remember kilobytes in a form of its own. Not thread-safe.
 */
final class ChainedHash {

    private static final Hasher64 XXH3 = Hashing.xxh3_64();
    private static final int BLOCK = 256;

    private final byte[] block = new byte[BLOCK];
    private int size = Long.BYTES;

    /** The hash of two numbers, whose order counts. */
    static long mix(long first, long second) {
        return XXH3.hashLongLongToLong(first, second);
    }

    /** The hash of a short text. */
    static long of(String text) {
        return XXH3.hashCharsToLong(text);
    }

    void put(int b) {
        block[size++] = (byte) b;
        endBlock();
    }

    private void endBlock() {
        if (size == BLOCK) {
            setHead(value());
            size = Long.BYTES;
        }
    }

    void put(byte[] bytes, int offset, int length) {
        int from = offset;
        while (from < offset + length) {
            int count = Math.min(BLOCK - size, offset + length - from);
            System.arraycopy(bytes, from, block, size, count);
            from += count;
            size += count;
            endBlock();
        }
    }

    /** The hash of all bytes so far. */
    long value() {
        return XXH3.hashBytesToLong(block, 0, size);
    }

    void clear() {
        setHead(0);
        size = Long.BYTES;
    }

    private void setHead(long hash) {
        for (int i = 0; i < Long.BYTES; i++) {
            block[i] = (byte) (hash >>> (Byte.SIZE * i));
        }
    }

    void save(StateWriter state) {
        state.writeBytes(block, 0, size);
    }

    void restore(StateReader state) {
        byte[] saved = state.readBytes();
        if (saved.length < Long.BYTES || saved.length >= BLOCK) {
            throw new MalformedStateException("state has a hash of " + saved.length + " bytes");
        }
        System.arraycopy(saved, 0, block, 0, saved.length);
        size = saved.length;
    }
}

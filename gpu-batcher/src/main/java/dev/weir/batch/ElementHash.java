package dev.weir.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hashes of the elements that signatures are made of: multiplications and shifts modulo 2<sup>32</sup> and 2<sup>64</sup>
 * only, so that a kernel computes the same. Only engines use it; it is public because the Vector API has a package of its own.
 */
public final class ElementHash {

    /** How many bytes a shingle has. */
    static final int SHINGLE = 5;

    /** What the first four bytes of a shingle, as one number, are multiplied by. */
    public static final int FIRST = 0x9E3779B1;
    /** What the fifth byte is multiplied by. */
    public static final int SECOND = 0x85EBCA77;
    /** What a hash is multiplied by in the end, between its two shifts. */
    public static final int THIRD = 0x2C1B3C6D;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LONG_FIRST = 0x9E3779B97F4A7C15L;
    private static final long LONG_SECOND = 0xC2B2AE3D27D4EB4FL;

    private ElementHash() {}

    /** The hash of the five bytes from an index on: the first four as one number, the lowest first. */
    public static int shingle(byte[] bytes, int at) {
        int four = (int) INTS.get(bytes, at);
        return end(four * FIRST ^ (bytes[at + 4] & 0xFF) * SECOND);
    }

    /** The hash of a word. */
    static int word(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * FIRST;
            hash ^= hash >>> 15;
        }
        return end(hash);
    }

    private static int end(int hash) {
        int mixed = (hash ^ (hash >>> 15)) * THIRD;
        return mixed ^ (mixed >>> 13);
    }

    /** The same element's hash in 64 bits. */
    static long wide(int hash) {
        long mixed = (hash & 0xFFFF_FFFFL) * LONG_FIRST;
        mixed = (mixed ^ (mixed >>> 32)) * LONG_SECOND;
        return mixed ^ (mixed >>> 29);
    }

    /** A band's key before its first row; bands are counted from 0. */
    static long bandKey(int band) {
        return band + 1L;
    }

    /** A band's key with one more row. */
    static long bandKey(long key, long row) {
        long mixed = (key ^ row) * LONG_FIRST;
        return mixed ^ (mixed >>> 32);
    }

    /** Whether a byte belongs to a word. */
    static boolean isWord(byte b) {
        int lower = b | 0x20;
        return b < 0 || (b >= '0' && b <= '9') || (lower >= 'a' && lower <= 'z');
    }
}

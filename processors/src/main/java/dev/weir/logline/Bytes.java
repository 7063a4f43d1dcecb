package dev.weir.logline;

import java.util.Arrays;

/** A run of bytes that grows and is written to again and again. */
final class Bytes {

    private static final int KEPT_BYTES = 1 << 16;

    private byte[] array = new byte[256];
    private int size;

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    /** Forgets what was written; a rare huge line does not hold its memory for ever. */
    void clear() {
        if (array.length > KEPT_BYTES) {
            array = new byte[256];
        }
        size = 0;
    }

    /** Forgets what was written behind the first bytes. */
    void cut(int newSize) {
        size = newSize;
    }

    void add(int value) {
        room(1);
        array[size++] = (byte) value;
    }

    void add(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, array, size, to - from);
        size += to - from;
    }

    void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    boolean equalTo(byte[] other, int from) {
        return Arrays.equals(array, from, size, other, 0, other.length);
    }

    private void room(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + more));
        }
    }

    static int skipSpace(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\n' || bytes[i] == '\r')) {
            i++;
        }
        return i;
    }
}

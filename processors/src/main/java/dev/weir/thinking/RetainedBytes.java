package dev.weir.thinking;

import java.util.Arrays;

/** Bytes that wait for a decision; takes no memory while there are none. */
final class RetainedBytes {

    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;

    void append(byte[] text, int from, int to) {
        int more = to - from;
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.max(32, 2 * bytes.length)));
        }
        System.arraycopy(text, from, bytes, size, more);
        size += more;
    }

    /** The array that holds the bytes, from index 0; valid until the next change. */
    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        bytes = NONE;
        size = 0;
    }
}

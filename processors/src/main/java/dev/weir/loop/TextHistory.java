package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * The last bytes of a text, in an array that slides along with it.
 *
 * <p>At least {@link #reach} bytes before the end are always there, once the text has as many; what lies before is an
 * accident of the array and no decision may depend on it. Positions count the whole text's bytes from 0.
 */
final class TextHistory {

    private static final int FIRST_CAPACITY = 256;

    private final int reach;
    private final int capacity;
    private byte[] bytes = {};
    private int size;
    /** The position of the first byte in the array. */
    private long base;

    /**
     * @param reach how many bytes to keep at least
     * @param capacity how many the array may hold: the difference is the most that is appended at once
     */
    TextHistory(int reach, int capacity) {
        this.reach = reach;
        this.capacity = capacity;
    }

    int reach() {
        return reach;
    }

    /** The array that holds the text; another one after each {@link #makeRoom}. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes the array has, from index 0. */
    int size() {
        return size;
    }

    /** The position behind the last byte. */
    long end() {
        return base + size;
    }

    /** Where the byte at a position stands in the array. */
    int index(long position) {
        return (int) (position - base);
    }

    /** The position of the byte at an index of the array. */
    long position(int index) {
        return base + index;
    }

    /** The first position that is certainly still there. */
    long start() {
        return Math.max(0, end() - reach);
    }

    /** Makes room for some bytes behind the last; they are written to the array and then {@link #grow} says so. */
    void makeRoom(int length) {
        if (bytes.length - size >= length) {
            return;
        }
        if (size + length <= capacity) {
            int doubled = Math.max(FIRST_CAPACITY, 2 * bytes.length);
            while (doubled < size + length) {
                doubled *= 2;
            }
            bytes = Arrays.copyOf(bytes, Math.min(capacity, doubled));
            return;
        }
        if (bytes.length < capacity) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
        int dropped = size - reach;
        System.arraycopy(bytes, dropped, bytes, 0, reach);
        size = reach;
        base += dropped;
    }

    /** Says that bytes were written behind the last one. */
    void grow(int length) {
        size += length;
    }

    void append(byte[] text, int offset, int length) {
        makeRoom(length);
        System.arraycopy(text, offset, bytes, size, length);
        size += length;
    }

    void save(StateWriter state) {
        int kept = Math.min(size, reach);
        state.writeLong(end());
        state.writeBytes(bytes, size - kept, kept);
    }

    void restore(StateReader state) {
        long position = state.readLong();
        byte[] kept = state.readBytes();
        if (position < 0 || kept.length != Math.min(position, reach)) {
            throw new MalformedStateException(
                    "state has " + kept.length + " bytes of text before position " + position);
        }
        begin(position - kept.length);
        append(kept, 0, kept.length);
    }

    /** Starts anew with an empty array, as if the text before a position had been dropped. */
    void begin(long position) {
        base = position;
        size = 0;
    }
}

package dev.weir.filter;

import java.util.Arrays;

/**
 * Writes a filter's state as a compact sequence of values without names; {@link StateReader} reads it in the same order.
 *
 * <p>Integers are variable-length (LEB128, zig-zag for signed), so that small state stays small. Not thread-safe.
 */
public final class StateWriter {

    private byte[] buffer = new byte[64];
    private int size;

    /** Writes one byte. */
    public void writeByte(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
    }

    /** Writes one byte, 1 or 0. */
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Writes an integer of either sign in 1 to 10 bytes; values near 0 are short. */
    public void writeLong(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** Writes an integer of either sign in 1 to 5 bytes; values near 0 are short. */
    public void writeInt(int value) {
        writeLong(value);
    }

    /** Writes the length and then the bytes. */
    public void writeBytes(byte[] bytes, int offset, int length) {
        writeInt(length);
        ensure(length);
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
    }

    /** Writes the length and then the bytes. */
    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    /** A copy of all that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the memory. */
    public void clear() {
        size = 0;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}

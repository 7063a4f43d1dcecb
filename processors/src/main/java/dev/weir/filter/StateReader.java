package dev.weir.filter;

import java.util.Arrays;

/** Reads what a {@link StateWriter} wrote, in the same order. Not thread-safe. */
public final class StateReader {

    private final byte[] buffer;
    private int position;

    public StateReader(byte[] state) {
        this.buffer = state;
    }

    /** Reads one byte as 0 to 255. */
    public int readByte() {
        if (position >= buffer.length) {
            throw new MalformedStateException("state ends at byte " + position + " where one more byte was expected");
        }
        return buffer[position++] & 0xFF;
    }

    /** Reads a byte that must be 0 or 1. */
    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw new MalformedStateException(
                    "state has " + value + " at byte " + (position - 1) + " where 0 or 1 was expected");
        }
        return value == 1;
    }

    /** Reads an integer of either sign. */
    public long readLong() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            rest |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new MalformedStateException("state has an integer of more than 10 bytes before byte " + position);
    }

    /** Reads an integer that must fit 32 bits. */
    public int readInt() {
        long value = readLong();
        if ((int) value != value) {
            throw new MalformedStateException(
                    "state has " + value + " before byte " + position + ", not a 32-bit integer");
        }
        return (int) value;
    }

    /** Reads a length and as many bytes. */
    public byte[] readBytes() {
        int length = readInt();
        if (length < 0 || length > buffer.length - position) {
            throw new MalformedStateException(
                    "state names " + length + " bytes at byte " + position + " but has " + (buffer.length - position));
        }
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + length);
        position += length;
        return bytes;
    }

    /** Whether all has been read. */
    public boolean atEnd() {
        return position == buffer.length;
    }
}

package dev.weir.dedup.block;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** The hash of a text that grows byte by byte: two lanes of 64 bits, each mixed so that no text undoes another. */
final class BlockHash {

    private static final long HIGH_PRIME = 0x9E3779B97F4A7C15L;
    private static final long LOW_PRIME = 0xC2B2AE3D27D4EB4FL;

    private long high;
    private long low;
    private int length;

    void clear() {
        high = HIGH_PRIME;
        low = LOW_PRIME;
        length = 0;
    }

    void add(byte next) {
        long value = (next & 0xFF) + 1L;
        high = (high ^ value) * HIGH_PRIME;
        high ^= high >>> 29;
        low = (low + value) * LOW_PRIME;
        low ^= low >>> 32;
        length++;
    }

    /** How many bytes were added. */
    int length() {
        return length;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** A few bits of the hash so far. */
    short brief() {
        return (short) (low ^ (high >>> 16));
    }

    void save(StateWriter state) {
        state.writeLong(high);
        state.writeLong(low);
        state.writeInt(length);
    }

    void restore(StateReader state) {
        high = state.readLong();
        low = state.readLong();
        length = state.readInt();
    }
}

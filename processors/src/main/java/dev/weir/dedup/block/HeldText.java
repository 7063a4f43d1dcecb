package dev.weir.dedup.block;

import dev.weir.filter.FilterOutput;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/** Text that waits: for its fate to be decided, or for the call to end. */
final class HeldText {

    private static final int KEPT_BYTES = 4096;
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int size;

    int size() {
        return size;
    }

    void add(byte next) {
        room(1);
        bytes[size++] = next;
    }

    /** Takes over all that another one holds. */
    void take(HeldText other) {
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
        other.clear();
    }

    void clear() {
        size = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = NONE;
        }
    }

    void emit(FilterOutput output) {
        if (size > 0) {
            output.text(bytes, 0, size);
            clear();
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void save(StateWriter state) {
        state.writeBytes(bytes, 0, size);
    }

    void restore(StateReader state) {
        bytes = state.readBytes();
        size = bytes.length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(32, 2 * bytes.length), size + more));
        }
    }
}

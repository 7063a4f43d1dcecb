package dev.weir.window;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing row of chunks of direct memory. */
final class Chunks {

    private final OffHeapEngine memory;
    private @Nullable ByteBuffer[] chunks = new ByteBuffer[4];
    private int count;

    Chunks(OffHeapEngine memory) {
        this.memory = memory;
    }

    ByteBuffer get(int index) {
        ByteBuffer chunk = chunks[index];
        if (chunk == null) {
            throw new IllegalStateException("there is no chunk " + index + " of " + count);
        }
        return chunk;
    }

    int count() {
        return count;
    }

    /** @throws OutOfMemoryError if there is no more direct memory; then nothing has changed */
    void add() {
        if (count == chunks.length) {
            chunks = Arrays.copyOf(chunks, count * 2);
        }
        chunks[count] = memory.take();
        count++;
    }

    void giveBackAll() {
        while (count > 0) {
            count--;
            memory.giveBack(get(count));
            chunks[count] = null;
        }
    }

    long bytes() {
        return (long) count * OffHeapEngine.CHUNK_BYTES;
    }
}

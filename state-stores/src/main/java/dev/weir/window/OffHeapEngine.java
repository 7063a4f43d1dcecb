package dev.weir.window;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * Tables in direct memory, cut into chunks of one size that are used again: memory that was touched once is not cleared
 * and mapped a second time, and nothing waits for the garbage collector to release it.
 *
 * <p>As many chunks are kept as are in use; the rest is left to the garbage collector.
 */
final class OffHeapEngine implements SightingEngine {

    /** Small, since the smallest table takes one. */
    static final int CHUNK_BYTES = 1 << 16;

    private static final int LEAST_KEPT = 64;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int inUse;

    @Override
    public SightingTables tables() {
        return new OffHeapTables(this);
    }

    /**
     * Takes a chunk, in native order, with anything in it.
     *
     * @throws OutOfMemoryError if the JVM grants no more direct memory ({@code -XX:MaxDirectMemorySize})
     */
    synchronized ByteBuffer take() {
        ByteBuffer chunk = free.poll();
        if (chunk == null) {
            chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.nativeOrder());
        }
        inUse++;
        return chunk;
    }

    synchronized void giveBack(ByteBuffer chunk) {
        inUse--;
        if (free.size() < Math.max(LEAST_KEPT, inUse)) {
            free.push(chunk);
        }
    }
}

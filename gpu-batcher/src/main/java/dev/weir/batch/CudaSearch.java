package dev.weir.batch;

import dev.weir.batch.cuda.DeviceMemory;
import dev.weir.batch.cuda.PinnedMemory;
import java.nio.LongBuffer;
import java.time.Duration;

/** Finds nearest rows on the card. */
final class CudaSearch {

    /** Up to so many queries every row is read once by a kernel of its own. */
    private static final int FEW_QUERIES = 4;

    private static final int THREADS = 256;
    private static final int WARPS = THREADS / 32;
    private static final int TILE_ROWS = 128;
    private static final int TILE_QUERIES = 64;
    private static final int BLOCKS_AT_A_TIME = 8;

    /** So many scores at most are on the card at a time; with more, queries go in groups. */
    private static final long MOST_SCORES = 32 << 20;

    private static final int MOST_QUERIES = 4_096;

    private final VectorWindow window;
    private final long firstQuery;
    private final int k;
    private final float least;
    private final CudaKernels kernels;
    private final CudaSlot slot;
    private final int queries;
    private final int queriesOfGroup;

    CudaSearch(VectorWindow window, long firstQuery, int k, float least, CudaKernels kernels, CudaSlot slot) {
        this.window = window;
        this.firstQuery = firstQuery;
        this.k = k;
        this.least = least;
        this.kernels = kernels;
        this.slot = slot;
        queries = (int) (window.end() - firstQuery);
        int group = Math.min(queries, MOST_QUERIES);
        while (group > 1 && scores(group) > MOST_SCORES) {
            group /= 2;
        }
        queriesOfGroup = group;
    }

    /** How many scores the queries of a group have at most. */
    private long scores(int group) {
        return group * (Math.min(window.reach(), window.end()) + group);
    }

    /** Searches; the copy of the window has all rows. */
    Neighbours run(CudaWindow resident, Duration patience) {
        CudaLayout layout = new CudaLayout();
        long bestBytes = (long) Long.BYTES * k * queries;
        long scoresAt = layout.device(Float.BYTES * scores(queriesOfGroup));
        long bestAt = layout.device(bestBytes);
        int resultAt = layout.host(bestBytes);
        DeviceMemory memory = slot.memory(layout.deviceBytes());
        PinnedMemory pinned = slot.pinned(layout.hostBytes());
        for (int from = 0; from < queries; from += queriesOfGroup) {
            int count = Math.min(queriesOfGroup, queries - from);
            long best = memory.address() + bestAt + (long) Long.BYTES * k * from;
            launch(resident, memory.address() + scoresAt, best, firstQuery + from, count);
        }
        slot.stream().copyToHost(pinned, resultAt, memory, bestAt, bestBytes);
        slot.stream().await(patience);
        return read(pinned.buffer().clear().position(resultAt).asLongBuffer());
    }

    private void launch(CudaWindow resident, long scores, long best, long query, int count) {
        long oldest = window.first(query);
        int rows = (int) (query + count - oldest);
        slot.parameters()
                .address(resident.address())
                .address(scores)
                .address(best)
                .integer(window.dimensions())
                .integer(window.slots())
                .integer((int) (oldest % window.slots()))
                .integer((int) (query - oldest))
                .integer(count)
                .integer(rows)
                .integer(window.reach())
                .integer(k)
                .number(least);
        if (count <= FEW_QUERIES) {
            int blocks = kernels.blocks(rows, WARPS, BLOCKS_AT_A_TIME);
            slot.stream().launch(kernels.cosineFew, blocks, THREADS, 0, slot.sameParameters());
        } else {
            long tiles = (long) tiles(rows, TILE_ROWS) * tiles(count, TILE_QUERIES);
            int blocks = kernels.blocks(tiles, 1, BLOCKS_AT_A_TIME);
            slot.stream().launch(kernels.cosineMany, blocks, THREADS, 0, slot.sameParameters());
        }
        int blocks = kernels.blocks(count, 1, BLOCKS_AT_A_TIME);
        slot.stream().launch(kernels.cosineSelect, blocks, THREADS, 0, slot.sameParameters());
    }

    private static int tiles(int things, int ofTile) {
        return (things + ofTile - 1) / ofTile;
    }

    /** Each key has a score in its upper half, in an order of its own, and below it an age, inverted. */
    private Neighbours read(LongBuffer best) {
        long[] rows = new long[Math.multiplyExact(queries, k)];
        float[] scores = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            long key = best.get(i);
            if (key == 0) {
                rows[i] = -1;
            } else {
                int query = i / k;
                long ofGroup = firstQuery + query - query % queriesOfGroup;
                rows[i] = window.first(ofGroup) + Integer.toUnsignedLong(~(int) key);
                scores[i] = score((int) (key >>> 32));
            }
        }
        return new Neighbours(k, rows, scores);
    }

    private static float score(int ordered) {
        return Float.intBitsToFloat(ordered < 0 ? ordered & Integer.MAX_VALUE : ~ordered);
    }
}

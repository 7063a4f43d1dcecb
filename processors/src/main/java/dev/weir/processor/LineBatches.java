package dev.weir.processor;

import dev.weir.batch.Batcher;
import dev.weir.batch.MinHash;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.NearLookahead;
import dev.weir.dedup.near.BandSource;
import dev.weir.dedup.near.NearDuplicates;

/**
 * What the stream threads of a pipeline know ahead about the lines that they are to compare. Each thread has its own part,
 * which a {@link LineLookahead} fills and its {@link DeduplicateProcessor}s read. Thread-safe.
 */
public final class LineBatches {

    private final Batcher batcher;
    private final long lingerNs;
    private final MinHash stage;
    private final ThreadLocal<NearLookahead> lookaheads;

    /**
     * @param options how lines are compared
     * @param stage the signatures that are worked out ahead
     * @param batcher works them out
     * @param lingerNs how long a thread waits for others, in nanoseconds
     */
    public LineBatches(DedupOptions options, MinHash stage, Batcher batcher, long lingerNs) {
        this.batcher = batcher;
        this.lingerNs = lingerNs;
        this.stage = stage;
        this.lookaheads = ThreadLocal.withInitial(() -> new NearLookahead(options, stage, batcher.router()));
    }

    /** The signatures for whichever thread asks. */
    public BandSource bands() {
        return new BandSource() {
            @Override
            public int bands() {
                return stage.bands();
            }

            @Override
            public long[] bands(NearDuplicates.Kind kind, byte[] bytes, int from, int to) {
                return lookaheads.get().bands(kind, bytes, from, to);
            }
        };
    }

    /** The signatures that are worked out ahead. */
    public MinHash stage() {
        return stage;
    }

    /** Whether looking ahead pays: on the processor it costs as much ahead as later, and the first line would wait for it. */
    boolean pays() {
        return batcher.router().hasDevice();
    }

    NearLookahead ofThread() {
        return lookaheads.get();
    }

    Batcher.Client client() {
        return batcher.client(lingerNs);
    }
}

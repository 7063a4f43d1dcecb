package dev.weir.loop;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the loops of every kind in the text of one channel, while it streams past.
 *
 * <p>Exact ones are decided at the very byte. What only warns is looked for in whole blocks of 256 bytes: it costs a
 * fraction of what it would byte by byte, and depends on the blocks and not on the chunks. All share one history of the
 * text, which is most of the state that is saved. Not thread-safe.
 */
final class LoopWatch {

    /** How many bytes back any decision may look, and how many are saved. */
    static final int REACH = NormalText.REACH + NormalText.BLOCK;

    private static final int CAPACITY = 4_096;
    /** So long a run is likely to become a loop: that is waited for. */
    private static final int LONG_RUN = 512;

    private final TextHistory text = new TextHistory(REACH, CAPACITY);
    private final RunScanner exact;
    private final @Nullable NormalText normal;
    private final @Nullable NearWatch near;
    private final @Nullable NoveltyWatch novelty;

    /** The end of the last whole block. */
    private long blockEnd;
    /** How far the text is known to loop exactly. */
    private long loopedUntil;

    /** @param thinks whether the text is thinking, where phrases of going round in circles mean something */
    LoopWatch(LoopSettings settings, boolean thinks) {
        exact = new RunScanner(settings.exact(), text);
        NearThresholds nearThresholds = settings.near();
        NoveltyThresholds noveltyThresholds = settings.novelty();
        normal = nearThresholds == null && noveltyThresholds == null ? null : new NormalText(text);
        near = normal == null || nearThresholds == null ? null : new NearWatch(text, normal, nearThresholds);
        novelty = normal == null || noveltyThresholds == null
                ? null
                : new NoveltyWatch(text, normal, noveltyThresholds, thinks);
    }

    /** The text as far as it is remembered. */
    TextHistory text() {
        return text;
    }

    /** The run that may become, or is, an exact loop. */
    RunScanner exact() {
        return exact;
    }

    /** Looks at the next piece of text, at most up to the next multiple of 256 bytes; returns how much it took. */
    int accept(byte[] piece, int offset, int length, RunListener runs, LoopListener loops) {
        int taken = (int) Math.min(length, blockEnd + NormalText.BLOCK - text.end());
        text.append(piece, offset, taken);
        exact.scan(runs);
        if (text.end() == blockEnd + NormalText.BLOCK) {
            takeBlock(loops);
        }
        return taken;
    }

    private void takeBlock(LoopListener loops) {
        if (exact.inLoop()) {
            loopedUntil = text.end();
        }
        if (normal != null) {
            normal.take(text.end());
        }
        if (near != null) {
            near.take(loopedUntil, loops);
        }
        if (novelty != null) {
            boolean explained = loopedUntil > blockEnd || (near != null && near.inLoop());
            boolean runs = exact.runLength() >= LONG_RUN || (near != null && near.runLength() >= LONG_RUN);
            novelty.take(explained, runs, loops);
        }
        blockEnd = text.end();
    }

    /** How sure the loops are that go on; null if none does. */
    @Nullable
    LoopLevel level() {
        LoopLevel level = exact.level();
        if (level == LoopLevel.STOP) {
            return level;
        }
        boolean suspected = (near != null && near.inLoop()) || (novelty != null && novelty.inLoop());
        return suspected ? LoopLevel.WARN : level;
    }

    /** Ends the text, and with it the loops that go on. */
    void finish(RunListener runs, LoopListener loops) {
        if (text.end() > blockEnd) {
            takeBlock(loops);
        }
        exact.finish(runs);
        if (near != null) {
            near.finish(loops);
        }
        if (novelty != null) {
            novelty.finish(loops);
        }
    }

    void save(StateWriter state) {
        text.save(state);
        state.writeLong(loopedUntil);
        exact.save(state);
        if (normal != null) {
            normal.save(state);
        }
        if (near != null) {
            near.save(state);
        }
        if (novelty != null) {
            novelty.save(state);
        }
    }

    void restore(StateReader state) {
        text.restore(state);
        blockEnd = text.end() - text.end() % NormalText.BLOCK;
        loopedUntil = state.readLong();
        exact.restore(state);
        if (normal != null) {
            normal.restore(state, blockEnd);
        }
        if (near != null) {
            near.restore(state);
        }
        if (novelty != null) {
            novelty.restore(state);
        }
    }
}

package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Ends a channel's text with the first repeat of its first exact loop, and swallows the rest.
 *
 * <p>While a run goes on that may become a loop, what it has behind the unit in which it was noticed is held back; a run
 * is noticed within 55 bytes. What is held back repeats the history, so no copy of it is kept.
 */
final class CutLoops implements Filter {

    private static final long NOT_CUT = -1;

    private final LoopWatch watch;
    /** How far the text was passed on. */
    private long passed;

    private long cutAt = NOT_CUT;
    /** The loop that was cut off, once it ended. */
    private @Nullable Loop cutLoop;

    /** Of which kinds a loop was told that goes on in the text that was passed on: one bit each. */
    private int told;

    CutLoops(LoopWatch watch) {
        this.watch = watch;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        Cutter cutter = new Cutter(output);
        int from = offset;
        while (from < offset + length) {
            from += watch.accept(text, from, offset + length - from, cutter, cutter);
            pass(decided(), output);
        }
        if (cutAt != NOT_CUT && watch.text().end() > cutAt) {
            output.flag(LoopAlerts.LOOP);
        }
    }

    /** How far the text can be passed on by now. */
    private long decided() {
        long end = watch.text().end();
        if (cutAt != NOT_CUT) {
            return Math.min(end, cutAt);
        }
        return watch.exact().suspects() ? Math.min(end, watch.exact().unitEnd()) : end;
    }

    private void pass(long to, FilterOutput output) {
        if (to > passed) {
            TextHistory history = watch.text();
            output.text(history.bytes(), history.index(passed), (int) (to - passed));
            passed = to;
        }
    }

    @Override
    public void finish(FilterOutput output) {
        Cutter cutter = new Cutter(output);
        watch.finish(cutter, cutter);
        pass(decided(), output);
        if (cutLoop != null) {
            output.alert(LoopAlerts.end(cutLoop, watch.text().end() - passed));
        }
    }

    @Override
    public int heldBackBytes() {
        return cutAt == NOT_CUT ? (int) (watch.text().end() - passed) : 0;
    }

    @Override
    public boolean owesText() {
        return heldBackBytes() > 0;
    }

    @Override
    public boolean cutsShort() {
        return cutAt != NOT_CUT && watch.text().end() > cutAt;
    }

    @Override
    public void save(StateWriter state) {
        watch.save(state);
        state.writeLong(passed);
        state.writeLong(cutAt);
        state.writeByte(told);
        state.writeBoolean(cutLoop != null);
        if (cutLoop != null) {
            state.writeLong(cutLoop.offset());
            state.writeLong(cutLoop.end());
            cutLoop.unit().save(state);
        }
    }

    @Override
    public void restore(StateReader state) {
        watch.restore(state);
        passed = state.readLong();
        cutAt = state.readLong();
        long end = watch.text().end();
        if (passed < 0 || passed > end || cutAt < NOT_CUT) {
            throw new MalformedStateException(
                    "state passed " + passed + " of " + end + " bytes on and cuts at " + cutAt);
        }
        told = state.readByte();
        if (state.readBoolean()) {
            Run run = new Run(state.readLong(), state.readLong(), LoopUnit.restored(state));
            cutLoop = Loop.exact(run, LoopLevel.STOP);
        }
    }

    /** Takes note of the first loop to stop for only: what would loop after the cut is not emitted any more. */
    private final class Cutter implements RunListener, LoopListener {

        private final FilterOutput output;

        Cutter(FilterOutput output) {
            this.output = output;
        }

        @Override
        public void found(Run run, LoopLevel level) {
            if (cutAt != NOT_CUT) {
                return;
            }
            output.flag(LoopAlerts.flag(level));
            output.alert(LoopAlerts.begin(Loop.exact(run, level)));
            if (level == LoopLevel.STOP) {
                cut(watch.exact().unitEnd());
            } else {
                told |= LoopKind.EXACT.bit();
                release(run.end());
            }
        }

        @Override
        public void escalated(Run run) {
            if (cutAt == NOT_CUT) {
                output.flag(LoopAlerts.LOOP);
                output.alert(LoopAlerts.begin(Loop.exact(run, LoopLevel.STOP)));
                told &= ~LoopKind.EXACT.bit();
                long rest = (run.end() - run.offset()) % run.period();
                cut(run.end() + (rest == 0 ? 0 : run.period() - rest));
            }
        }

        private void cut(long position) {
            cutAt = position;
            output.report(new Report(DetectLoops.NAME, "cut", cutAt, cutAt));
        }

        @Override
        public void ended(Run run, LoopLevel level) {
            if (isTold(LoopKind.EXACT)) {
                ended(Loop.exact(run, level));
            } else if (cutAt != NOT_CUT && cutLoop == null) {
                cutLoop = Loop.exact(run, level);
            }
        }

        @Override
        public void dissolved(long end) {
            if (cutAt == NOT_CUT) {
                release(end);
            }
        }

        /** Passes on what was held back up to a position, where the run that it belongs to is still known. */
        private void release(long end) {
            if (end > passed) {
                byte[] held = watch.exact().textOfRun(passed, end);
                output.text(held, 0, held.length);
                passed = end;
            }
        }

        @Override
        public void found(Loop loop) {
            if (cutAt == NOT_CUT) {
                told |= loop.kind().bit();
                output.flag(LoopAlerts.flag(loop.level()));
                output.alert(LoopAlerts.begin(loop));
            }
        }

        @Override
        public void ended(Loop loop) {
            if (isTold(loop.kind())) {
                told &= ~loop.kind().bit();
                output.alert(LoopAlerts.end(loop));
            }
        }
    }

    private boolean isTold(LoopKind kind) {
        return (told & kind.bit()) != 0;
    }
}

package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/** Lets text pass up to the byte that makes the first loop, and swallows the rest of the channel. */
final class CutLoops implements Filter {

    private static final long NOT_CUT = -1;

    private final LoopScanner scanner;
    private long position;
    private long cutAt = NOT_CUT;
    /** The loop that was cut off, once it ended; then the scanner has nothing left to do. */
    private @Nullable Loop ended;

    CutLoops(LoopScanner scanner) {
        this.scanner = scanner;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        if (ended == null) {
            scanner.scan(text, offset, length, new Cutter(output));
        }
        long passed = cutAt == NOT_CUT ? length : Math.max(0, cutAt - position);
        if (passed > 0) {
            output.text(text, offset, (int) passed);
        }
        if (passed < length) {
            output.flag(LoopAlerts.LOOP);
        }
        position += length;
    }

    @Override
    public void finish(FilterOutput output) {
        scanner.finish(new Cutter(output));
        if (ended != null) {
            output.alert(LoopAlerts.ended(ended, position - cutAt));
        }
    }

    @Override
    public int heldBackBytes() {
        return 0;
    }

    @Override
    public boolean owesText() {
        return false;
    }

    @Override
    public void save(StateWriter state) {
        state.writeLong(position);
        state.writeLong(cutAt);
        state.writeBoolean(ended != null);
        if (ended == null) {
            scanner.save(state);
        } else {
            state.writeLong(ended.offset());
            state.writeLong(ended.end());
            ended.unit().save(state);
        }
    }

    @Override
    public void restore(StateReader state) {
        position = state.readLong();
        cutAt = state.readLong();
        if (cutAt < NOT_CUT || cutAt > position) {
            throw new MalformedStateException("state cuts at " + cutAt + " of " + position + " bytes");
        }
        if (state.readBoolean()) {
            ended = new Loop(state.readLong(), state.readLong(), LoopUnit.restored(state));
        } else {
            scanner.restore(state);
        }
    }

    /** Takes note of the first loop only: what would loop after the cut is not emitted any more. */
    private final class Cutter implements LoopListener {

        private final FilterOutput output;

        Cutter(FilterOutput output) {
            this.output = output;
        }

        @Override
        public void found(Loop loop) {
            if (cutAt == NOT_CUT) {
                cutAt = loop.end();
                output.flag(LoopAlerts.LOOP);
                output.alert(LoopAlerts.found(loop));
                output.report(new Report(DetectLoops.NAME, "cut", cutAt, cutAt));
            }
        }

        @Override
        public void ended(Loop loop) {
            if (ended == null) {
                ended = loop;
            }
        }
    }
}

package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Lets all text pass and tells of its loops, or only flags the records that they are in. */
final class AlertLoops implements Filter {

    private final LoopWatch watch;
    private final boolean tells;

    /** @param tells whether loops give alerts; if not, all records are flagged that a loop goes on in */
    AlertLoops(LoopWatch watch, boolean tells) {
        this.watch = watch;
        this.tells = tells;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        output.text(text, offset, length);
        Teller teller = new Teller(output, tells);
        int from = offset;
        while (from < offset + length) {
            from += watch.accept(text, from, offset + length - from, teller, teller);
            LoopLevel level = tells ? null : watch.level();
            if (level != null) {
                output.flag(LoopAlerts.flag(level));
            }
        }
    }

    @Override
    public void finish(FilterOutput output) {
        Teller teller = new Teller(output, tells);
        watch.finish(teller, teller);
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
        watch.save(state);
    }

    @Override
    public void restore(StateReader state) {
        watch.restore(state);
    }

    private record Teller(FilterOutput output, boolean tells) implements RunListener, LoopListener {

        @Override
        public void found(Run run, LoopLevel level) {
            found(Loop.exact(run, level));
        }

        @Override
        public void escalated(Run run) {
            found(Loop.exact(run, LoopLevel.STOP));
        }

        @Override
        public void ended(Run run, LoopLevel level) {
            ended(Loop.exact(run, level));
        }

        @Override
        public void found(Loop loop) {
            output.flag(LoopAlerts.flag(loop.level()));
            if (tells) {
                output.alert(LoopAlerts.begin(loop));
            }
        }

        @Override
        public void ended(Loop loop) {
            if (tells) {
                output.alert(LoopAlerts.end(loop));
            }
        }
    }
}

package dev.weir.explain;

import dev.weir.filter.Alert;
import dev.weir.filter.DroppedException;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;

/** Runs a filter and shows what goes in and what comes out. */
final class WatchedFilter implements Filter {

    private final Filter filter;
    private final FilterWatcher watcher;

    WatchedFilter(Filter filter, FilterWatcher watcher) {
        this.filter = filter;
        this.watcher = watcher;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        watcher.before(text, offset, length);
        try {
            filter.accept(text, offset, length, new Copying(output));
        } catch (RefusedException e) {
            watcher.ended(e);
            throw e;
        } catch (DroppedException e) {
            watcher.dropped();
            throw e;
        }
    }

    @Override
    public void finish(FilterOutput output) {
        try {
            filter.finish(new Copying(output));
        } catch (RefusedException e) {
            watcher.ended(e);
            throw e;
        } catch (DroppedException e) {
            watcher.dropped();
            throw e;
        }
        watcher.ended(null);
    }

    @Override
    public int heldBackBytes() {
        return filter.heldBackBytes();
    }

    @Override
    public boolean owesText() {
        return filter.owesText();
    }

    @Override
    public boolean cutsShort() {
        return filter.cutsShort();
    }

    @Override
    public void save(StateWriter state) {
        filter.save(state);
    }

    @Override
    public void restore(StateReader state) {
        watcher.resumed();
        filter.restore(state);
    }

    /** Hands everything on and shows it. */
    private final class Copying implements FilterOutput {

        private final FilterOutput output;

        Copying(FilterOutput output) {
            this.output = output;
        }

        @Override
        public void text(byte[] text, int offset, int length) {
            watcher.after(text, offset, length);
            output.text(text, offset, length);
        }

        @Override
        public void thinking(byte[] text, int offset, int length) {
            output.thinking(text, offset, length);
        }

        @Override
        public void flag(String flag) {
            output.flag(flag);
        }

        @Override
        public void tag(String category) {
            output.tag(category);
        }

        @Override
        public void alert(Alert alert) {
            watcher.alert(alert);
            output.alert(alert);
        }

        @Override
        public void report(Report report) {
            watcher.report(report);
            output.report(report);
        }

        @Override
        public void utterance(Utterance utterance) {
            output.utterance(utterance);
        }
    }
}

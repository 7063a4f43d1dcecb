package dev.weir.explain;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.DroppedException;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;

/** Runs a filter and writes down what goes in and what comes out. */
final class WatchedFilter implements Filter {

    private final Filter filter;
    private final Channel channel;
    private final Explanations explanations;
    private final Transcript transcript;
    private final long firstLine;
    private final String key;
    private long lastLine;

    WatchedFilter(String name, Filter filter, Channel channel, Explanations explanations) {
        this.filter = filter;
        this.channel = channel;
        this.explanations = explanations;
        transcript = new Transcript(name);
        firstLine = explanations.line();
        lastLine = firstLine;
        key = explanations.key();
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        lastLine = explanations.line();
        transcript.before(text, offset, length);
        try {
            filter.accept(text, offset, length, new Copying(output));
        } catch (RefusedException e) {
            refuse(e);
            throw e;
        } catch (DroppedException e) {
            drop();
            throw e;
        }
    }

    @Override
    public void finish(FilterOutput output) {
        try {
            filter.finish(new Copying(output));
        } catch (RefusedException e) {
            refuse(e);
            throw e;
        } catch (DroppedException e) {
            drop();
            throw e;
        }
        explain();
    }

    private void refuse(RefusedException refused) {
        transcript.refusedWhole(refused);
        explain();
    }

    private void drop() {
        transcript.dropped();
        explain();
    }

    private void explain() {
        explanations.add(firstLine, lastLine, key, channel, transcript);
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
        filter.restore(state);
    }

    /** Hands everything on and keeps a copy of it. */
    private final class Copying implements FilterOutput {

        private final FilterOutput output;

        Copying(FilterOutput output) {
            this.output = output;
        }

        @Override
        public void text(byte[] text, int offset, int length) {
            transcript.after(text, offset, length);
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
            transcript.alert(alert);
            output.alert(alert);
        }

        @Override
        public void report(Report report) {
            transcript.report(report);
            output.report(report);
        }

        @Override
        public void utterance(Utterance utterance) {
            output.utterance(utterance);
        }
    }
}

package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Lets another filter do its work, and says at the end what the text was in short. */
final class UtteranceFilter implements Filter {

    private final Filter filter;
    private final UtteranceText said;

    UtteranceFilter(Filter filter, UtteranceText said) {
        this.filter = filter;
        this.said = said;
    }

    @Override
    public void accept(byte[] text, int offset, int length, FilterOutput output) {
        said.accept(text, offset, length);
        filter.accept(text, offset, length, output);
    }

    @Override
    public void finish(FilterOutput output) {
        filter.finish(output);
        if (said.saysSomething()) {
            output.utterance(said.utterance());
        }
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
        said.save(state);
    }

    @Override
    public void restore(StateReader state) {
        filter.restore(state);
        said.restore(state);
    }
}

package dev.weir.session;

import dev.weir.filter.Channel;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filters of one stream, a run of them for each channel that the stream has. Belongs to one thread at a time.
 *
 * <p>Text that a filter takes for thinking goes on in the thinking channel, behind the same filter, so that what leaves as
 * thinking has passed the rest of the chain too.
 */
public final class StreamFilters {

    private final FilterChain chain;
    private final boolean wholeDocument;
    private final List<ChannelFilters> runs = new ArrayList<>(2);

    StreamFilters(FilterChain chain, boolean wholeDocument) {
        this.chain = chain;
        this.wholeDocument = wholeDocument;
    }

    /**
     * Takes the next piece of a channel's text.
     *
     * @throws dev.weir.filter.RefusedException if the stream is a whole document and a filter will not let it pass
     */
    public void accept(Channel channel, byte[] text, int offset, int length, ChainOutput output) {
        run(channel).push(0, text, offset, length, output);
    }

    /**
     * Ends the stream: every filter emits what it holds back, the first filter of all channels first.
     *
     * @throws dev.weir.filter.RefusedException if the stream is a whole document and a filter will not let it pass
     */
    public void finish(ChainOutput output) {
        for (int stage = 0; stage < chain.stages().size(); stage++) {
            // A filter may open the thinking channel while it finishes, so the list may grow under way.
            for (int i = 0; i < runs.size(); i++) {
                runs.get(i).finish(stage, output);
            }
        }
    }

    /** How many bytes of the stream's text are held back. */
    public int heldBackBytes() {
        int bytes = 0;
        for (int i = 0; i < runs.size(); i++) {
            bytes += runs.get(i).heldBackBytes();
        }
        return bytes;
    }

    /** Whether {@link #finish} may emit text. */
    public boolean owesText() {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).owesText()) {
                return true;
            }
        }
        return false;
    }

    /** Whether what the stream says is cut short: its content or the arguments of a call, for thinking is no answer. */
    public boolean cutsShort() {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).channel().kind() != Channel.Kind.THINKING
                    && runs.get(i).cutsShort()) {
                return true;
            }
        }
        return false;
    }

    /** Writes the state of every filter. */
    public void save(StateWriter state) {
        state.writeInt(runs.size());
        for (ChannelFilters run : runs) {
            state.writeByte(run.channel().kind().code());
            state.writeInt(run.channel().index());
            run.save(state);
        }
    }

    void restore(StateReader state) {
        int count = state.readInt();
        for (int i = 0; i < count; i++) {
            Channel channel = new Channel(Channel.Kind.ofCode(state.readByte()), state.readInt());
            run(channel).restore(state);
        }
    }

    ChannelFilters run(Channel channel) {
        @Nullable ChannelFilters found = null;
        for (int i = 0; i < runs.size() && found == null; i++) {
            if (runs.get(i).channel().equals(channel)) {
                found = runs.get(i);
            }
        }
        if (found == null) {
            found = new ChannelFilters(this, chain, channel, wholeDocument);
            runs.add(found);
        }
        return found;
    }
}

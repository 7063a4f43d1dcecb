package dev.weir.session;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.DroppedException;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of one channel of one stream, each linked to the next one. */
final class ChannelFilters {

    private final StreamFilters stream;
    private final FilterChain chain;
    private final Channel channel;
    private final @Nullable Filter[] filters;
    private final Link[] links;
    private @Nullable ChainOutput output;

    ChannelFilters(StreamFilters stream, FilterChain chain, Channel channel, boolean wholeDocument) {
        this.stream = stream;
        this.chain = chain;
        this.channel = channel;
        List<FilterChain.Stage> stages = chain.stages();
        this.filters = new Filter[stages.size()];
        this.links = new Link[stages.size()];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = stages.get(i).factory().open(channel, wholeDocument);
            links[i] = new Link(i);
        }
    }

    Channel channel() {
        return channel;
    }

    /** Hands text to the first filter at or behind a stage that wants this channel, or to the output. */
    void push(int stage, byte[] text, int offset, int length, ChainOutput to) {
        for (int i = stage; i < filters.length; i++) {
            Filter filter = filters[i];
            if (filter != null) {
                output = to;
                try {
                    filter.accept(text, offset, length, links[i]);
                } catch (RefusedException | DroppedException | FilterFailedException e) {
                    throw e;
                } catch (RuntimeException e) {
                    throw new FilterFailedException(chain.stages().get(i).name(), e);
                }
                return;
            }
        }
        to.text(channel, text, offset, length);
    }

    void finish(int stage, ChainOutput to) {
        Filter filter = filters[stage];
        if (filter != null) {
            output = to;
            try {
                filter.finish(links[stage]);
            } catch (RefusedException | DroppedException | FilterFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new FilterFailedException(chain.stages().get(stage).name(), e);
            }
        }
    }

    int heldBackBytes() {
        int bytes = 0;
        for (Filter filter : filters) {
            bytes += filter == null ? 0 : filter.heldBackBytes();
        }
        return bytes;
    }

    boolean owesText() {
        for (Filter filter : filters) {
            if (filter != null && filter.owesText()) {
                return true;
            }
        }
        return false;
    }

    boolean cutsShort() {
        for (Filter filter : filters) {
            if (filter != null && filter.cutsShort()) {
                return true;
            }
        }
        return false;
    }

    /** Writes name and state of each filter, so that a changed configuration finds what is still its own. */
    void save(StateWriter state) {
        StateWriter own = new StateWriter();
        int count = 0;
        for (Filter filter : filters) {
            count += filter == null ? 0 : 1;
        }
        state.writeInt(count);
        for (int i = 0; i < filters.length; i++) {
            Filter filter = filters[i];
            if (filter != null) {
                own.clear();
                filter.save(own);
                state.writeBytes(chain.stages().get(i).name().getBytes(StandardCharsets.UTF_8));
                state.writeBytes(own.toByteArray());
            }
        }
    }

    void restore(StateReader state) {
        int count = state.readInt();
        for (int i = 0; i < count; i++) {
            String name = new String(state.readBytes(), StandardCharsets.UTF_8);
            byte[] own = state.readBytes();
            Filter filter = named(name);
            if (filter != null) {
                StateReader reader = new StateReader(own);
                filter.restore(reader);
                if (!reader.atEnd()) {
                    throw new MalformedStateException("the state of filter " + name + " has bytes left over");
                }
            }
        }
    }

    private @Nullable Filter named(String name) {
        for (int i = 0; i < filters.length; i++) {
            if (chain.stages().get(i).name().equals(name)) {
                return filters[i];
            }
        }
        return null;
    }

    private ChainOutput output() {
        ChainOutput current = output;
        if (current == null) {
            throw new IllegalStateException("a filter of " + channel + " emits outside of accept and finish");
        }
        return current;
    }

    /** What the filter of a stage emits to. */
    private final class Link implements FilterOutput {

        private final int stage;

        Link(int stage) {
            this.stage = stage;
        }

        @Override
        public void text(byte[] text, int offset, int length) {
            push(stage + 1, text, offset, length, output());
        }

        @Override
        public void thinking(byte[] text, int offset, int length) {
            stream.run(Channel.THINKING).push(stage + 1, text, offset, length, output());
        }

        @Override
        public void flag(String flag) {
            output().flag(flag);
        }

        @Override
        public void tag(String category) {
            output().tag(category);
        }

        @Override
        public void alert(Alert alert) {
            output().alert(channel, alert);
        }

        @Override
        public void report(Report report) {
            output().report(channel, report);
        }

        @Override
        public void utterance(Utterance utterance) {
            output().utterance(channel, stage, utterance);
        }
    }
}

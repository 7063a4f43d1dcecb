package dev.weir.session;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.ConversationFactory;
import dev.weir.filter.ConversationFilter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.Utterance;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a pipeline in their order, ready to open for each stream. Immutable; shared by all threads.
 *
 * @param stages the filters
 */
public record FilterChain(List<Stage> stages) {

    /**
     * One filter of the chain.
     *
     * @param name the filter's name; with its position it finds its part of a saved state again
     * @param factory opens it for a channel
     */
    public record Stage(String name, FilterFactory factory) {}

    public FilterChain {
        stages = List.copyOf(stages);
    }

    /**
     * Opens the filters of a stream that begins.
     *
     * @param wholeDocument whether its first record is its last
     */
    public StreamFilters open(boolean wholeDocument) {
        return new StreamFilters(this, wholeDocument);
    }

    /**
     * Opens the filters of a stream that is under way. A filter whose name the saved state does not have, because the
     * configuration changed, begins anew.
     *
     * @throws dev.weir.filter.MalformedStateException if the state is damaged
     */
    public StreamFilters restore(StateReader state) {
        StreamFilters filters = new StreamFilters(this, false);
        filters.restore(state);
        return filters;
    }

    /** Whether any filter follows conversations. */
    public boolean followsConversations() {
        return conversations().findAny().isPresent();
    }

    /** After how long a silence a conversation is forgotten by the last of those that follow it, in milliseconds. */
    public long conversationTimeoutMs() {
        return conversations()
                .mapToLong(ConversationFactory::idleTimeoutMs)
                .max()
                .orElse(0);
    }

    /** How many conversations a task remembers at most. */
    public int maxConversations() {
        return conversations()
                .mapToInt(ConversationFactory::maxConversations)
                .max()
                .orElse(0);
    }

    private Stream<ConversationFactory> conversations() {
        return stages.stream().map(stage -> stage.factory().conversations()).filter(Objects::nonNull);
    }

    /** Begins to follow a conversation. */
    public Conversation openConversation() {
        return new Conversation(this);
    }

    /**
     * Goes on with a conversation.
     *
     * @throws dev.weir.filter.MalformedStateException if the state is damaged
     */
    public Conversation restoreConversation(StateReader state) {
        Conversation conversation = new Conversation(this);
        conversation.restore(state);
        return conversation;
    }

    /** The filters of a conversation by stage, null for stages that follow none. */
    @Nullable
    ConversationFilter[] openConversationFilters() {
        @Nullable ConversationFilter[] filters = new ConversationFilter[stages.size()];
        for (int stage = 0; stage < filters.length; stage++) {
            ConversationFactory factory = stages.get(stage).factory().conversations();
            filters[stage] = factory == null ? null : factory.open();
        }
        return filters;
    }

    /** What the stages have to say of a text that is a channel's as a whole; nothing else comes of it. */
    void utterances(Channel channel, byte[] text, int offset, int length, UtteranceListener listener) {
        StreamFilters filters = open(false);
        ChainOutput output = new UtteranceOutput(channel, listener);
        filters.accept(channel, text, offset, length, output);
        filters.finish(output);
    }

    /** Hears of utterances. */
    interface UtteranceListener {
        void said(int stage, Utterance utterance);
    }

    private record UtteranceOutput(Channel channel, UtteranceListener listener) implements ChainOutput {

        @Override
        public void text(Channel of, byte[] text, int offset, int length) {}

        @Override
        public void flag(String flag) {}

        @Override
        public void alert(Channel of, Alert alert) {}

        @Override
        public void report(Channel of, Report report) {}

        @Override
        public void utterance(Channel of, int stage, Utterance utterance) {
            if (of.equals(channel)) {
                listener.said(stage, utterance);
            }
        }
    }
}

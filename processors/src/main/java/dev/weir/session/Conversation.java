package dev.weir.session;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.ConversationFilter;
import dev.weir.filter.ConversationOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Turn;
import dev.weir.filter.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live state of one conversation: what follows its turns, and what its responses under way have said so far. Belongs to
 * one thread at a time.
 *
 * <p>A response with calls has each of them as a turn, and what it says beside them as none: models call for the same thing
 * with other words. A response without a call has its message as its turn. So calls are turns at once, messages when their
 * response is over.
 */
public final class Conversation {

    /** Responses that are never said to end are forgotten for others. */
    private static final int MAX_RESPONSES = 8;

    private final FilterChain chain;
    /** By stage of the chain. */
    private final @Nullable ConversationFilter[] filters;

    private final Map<String, OpenResponse> responses = new LinkedHashMap<>(2);
    /** How many calls there were whose arguments nobody saw. */
    private long unseenCalls;

    Conversation(FilterChain chain) {
        this.chain = chain;
        this.filters = chain.openConversationFilters();
    }

    /** Takes the name of a tool that a response calls; the arguments follow. */
    public void called(byte[] responseId, int choice, int index, String tool) {
        response(responseId).called(choice, index, tool);
    }

    /** Takes a call whose arguments stand between two offsets as JSON. */
    public void called(byte[] responseId, String tool, byte[] json, int offset, int length, ChainOutput output) {
        response(responseId).calls();
        Channel channel = Channel.arguments(0);
        chain.utterances(
                channel, json, offset, length, (stage, utterance) -> turn(stage, channel, tool, utterance, output));
    }

    /** Takes what a response said in one of its channels, as the filter of a stage of the chain has it. */
    public void said(
            byte[] responseId, int choice, Channel channel, int stage, Utterance utterance, ChainOutput output) {
        OpenResponse response = response(responseId);
        switch (channel.kind()) {
            case CONTENT -> response.said(stage, utterance);
            case ARGUMENTS -> turn(stage, channel, response.toolOf(choice, channel.index()), utterance, output);
            case THINKING -> {}
        }
    }

    /** Ends a response. */
    public void ended(byte[] responseId, ChainOutput output) {
        OpenResponse response = responses.remove(key(responseId));
        if (response == null) {
            return;
        }
        for (String tool : response.toolsWithoutArguments()) {
            // What nobody saw may be anything, so it is taken for something new.
            Utterance unseen = new Utterance(++unseenCalls, 0, "");
            for (int stage = 0; stage < filters.length; stage++) {
                turn(stage, Channel.CONTENT, tool, unseen, output);
            }
        }
        if (!response.hasCalls()) {
            response.messages().forEach((stage, message) -> turn(stage, Channel.CONTENT, null, message, output));
        }
    }

    private void turn(int stage, Channel channel, @Nullable String tool, Utterance utterance, ChainOutput output) {
        ConversationFilter filter = stage < filters.length ? filters[stage] : null;
        if (filter != null) {
            filter.accept(new Turn(tool, utterance), new Teller(channel, output));
        }
    }

    /** Says that the user has spoken. */
    public void userTurn(ChainOutput output) {
        for (ConversationFilter filter : filters) {
            if (filter != null) {
                filter.userTurn(new Teller(Channel.CONTENT, output));
            }
        }
    }

    /** Ends the conversation. */
    public void finish(ChainOutput output) {
        for (ConversationFilter filter : filters) {
            if (filter != null) {
                filter.finish(new Teller(Channel.CONTENT, output));
            }
        }
    }

    private OpenResponse response(byte[] responseId) {
        OpenResponse response = responses.computeIfAbsent(key(responseId), id -> new OpenResponse());
        if (responses.size() > MAX_RESPONSES) {
            Iterator<OpenResponse> oldest = responses.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return response;
    }

    private static String key(byte[] responseId) {
        return new String(responseId, StandardCharsets.ISO_8859_1);
    }

    /** Writes everything that a conversation needs to go on in another process. */
    public void save(StateWriter state) {
        state.writeLong(unseenCalls);
        state.writeInt(responses.size());
        responses.forEach((id, response) -> {
            state.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
            response.save(state);
        });
        StateWriter own = new StateWriter();
        for (int stage = 0; stage < filters.length; stage++) {
            ConversationFilter filter = filters[stage];
            if (filter != null) {
                own.clear();
                filter.save(own);
                state.writeBytes(chain.stages().get(stage).name().getBytes(StandardCharsets.UTF_8));
                state.writeBytes(own.toByteArray());
            }
        }
    }

    /** Takes over what {@link #save} wrote, as far as the chain still has the filters. */
    void restore(StateReader state) {
        unseenCalls = state.readLong();
        for (int count = state.readInt(); count > 0; count--) {
            String id = new String(state.readBytes(), StandardCharsets.ISO_8859_1);
            responses.put(id, OpenResponse.restored(state));
        }
        boolean[] restored = new boolean[filters.length];
        while (!state.atEnd()) {
            String name = new String(state.readBytes(), StandardCharsets.UTF_8);
            StateReader own = new StateReader(state.readBytes());
            ConversationFilter filter = named(name, restored);
            if (filter != null) {
                filter.restore(own);
                if (!own.atEnd()) {
                    throw new MalformedStateException("the conversation state of " + name + " has bytes left over");
                }
            }
        }
    }

    /** The first filter with a name that has no state yet. */
    private @Nullable ConversationFilter named(String name, boolean[] restored) {
        for (int stage = 0; stage < filters.length; stage++) {
            boolean same = chain.stages().get(stage).name().equals(name);
            if (same && !restored[stage] && filters[stage] != null) {
                restored[stage] = true;
                return filters[stage];
            }
        }
        return null;
    }

    private record Teller(Channel channel, ChainOutput output) implements ConversationOutput {

        @Override
        public void flag(String flag) {
            output.flag(flag);
        }

        @Override
        public void alert(Alert alert) {
            output.alert(channel, alert);
        }
    }
}

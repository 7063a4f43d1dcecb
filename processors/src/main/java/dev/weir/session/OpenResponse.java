package dev.weir.session;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response of a conversation that may go on: the tools that it called, and what it said beside them. */
final class OpenResponse {

    static final String UNKNOWN_TOOL = "(unknown)";

    private static final int MAX_CALLS = 128;
    private static final int MAX_NAME_CHARACTERS = 64;

    /** Which call of a response: the stream that its arguments come in, and its number there. */
    private record Place(int choice, int index) {}

    /** The names of the tools whose arguments are still to come. */
    private final Map<Place, String> tools = new LinkedHashMap<>(4);

    private boolean hasCalls;
    /** By stage. */
    private final Map<Integer, Utterance> messages = new TreeMap<>();

    void called(int choice, int index, String tool) {
        hasCalls = true;
        if (tools.size() < MAX_CALLS) {
            tools.put(new Place(choice, index), tool.substring(0, Math.min(tool.length(), MAX_NAME_CHARACTERS)));
        }
    }

    /** Says that there was a call. */
    void calls() {
        hasCalls = true;
    }

    boolean hasCalls() {
        return hasCalls;
    }

    /** Takes out the tool whose arguments have come. */
    String toolOf(int choice, int index) {
        hasCalls = true;
        String tool = tools.remove(new Place(choice, index));
        return tool == null ? UNKNOWN_TOOL : tool;
    }

    List<String> toolsWithoutArguments() {
        return List.copyOf(tools.values());
    }

    /** Takes a message, or a further part of it. */
    void said(int stage, Utterance utterance) {
        messages.merge(
                stage,
                utterance,
                (before, after) -> new Utterance(
                        31 * before.fingerprint() + after.fingerprint(),
                        before.bytes() + after.bytes(),
                        before.sample()));
    }

    Map<Integer, Utterance> messages() {
        return messages;
    }

    void save(StateWriter state) {
        state.writeBoolean(hasCalls);
        state.writeInt(tools.size());
        tools.forEach((place, tool) -> {
            state.writeInt(place.choice);
            state.writeInt(place.index);
            state.writeBytes(tool.getBytes(StandardCharsets.UTF_8));
        });
        state.writeInt(messages.size());
        messages.forEach((stage, message) -> {
            state.writeInt(stage);
            state.writeLong(message.fingerprint());
            state.writeLong(message.bytes());
            state.writeBytes(message.sample().getBytes(StandardCharsets.UTF_8));
        });
    }

    static OpenResponse restored(StateReader state) {
        OpenResponse response = new OpenResponse();
        response.hasCalls = state.readBoolean();
        int calls = state.readInt();
        if (calls > MAX_CALLS) {
            throw new MalformedStateException("state has a response with " + calls + " calls");
        }
        for (; calls > 0; calls--) {
            Place place = new Place(state.readInt(), state.readInt());
            response.tools.put(place, new String(state.readBytes(), StandardCharsets.UTF_8));
        }
        for (int count = state.readInt(); count > 0; count--) {
            int stage = state.readInt();
            Utterance message = new Utterance(
                    state.readLong(), state.readLong(), new String(state.readBytes(), StandardCharsets.UTF_8));
            response.messages.put(stage, message);
        }
        return response;
    }
}

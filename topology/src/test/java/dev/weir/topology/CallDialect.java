package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** How the arguments of tool calls travel in one kind of envelope, and what a client makes of the records that arrive. */
abstract class CallDialect {

    /** A client's parser; a member that a second one hides is a mistake. */
    static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final ObjectMapper ESCAPING = new ObjectMapper(
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

    /** A piece of the arguments of a call. */
    record Delta(int call, String text) {}

    /** The format's name in a configuration. */
    abstract String format();

    /** Whether a call may go on after the next one began. */
    boolean interleaves() {
        return true;
    }

    /** The events or chunks of a response with so many calls. */
    abstract List<String> values(int calls, List<Delta> deltas, Random random);

    /** Reads what came of them as a client does; returns the arguments of each call. */
    final Map<Integer, String> read(List<String> values) {
        Client client = client();
        for (String value : values) {
            client.accept(tree(value));
        }
        assertThat(client.ended).as("the end mark came").isTrue();
        return client.arguments;
    }

    abstract Client client();

    /** What a client knows of a response. */
    abstract static class Client {

        final Map<Integer, String> arguments = new TreeMap<>();
        boolean ended;

        abstract void accept(JsonNode event);

        final void add(int call, String text) {
            assertThat(ended).as("arguments come before the end mark").isFalse();
            arguments.merge(call, text, String::concat);
        }
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not sound JSON: " + json, e);
        }
    }

    /** As a JSON string; escaped beyond ASCII, for a piece may begin or end in the middle of a surrogate pair. */
    static String quote(String text) {
        try {
            return ESCAPING.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of each call, from its pieces. */
    static List<String> texts(int calls, List<Delta> deltas) {
        List<String> texts = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            StringBuilder text = new StringBuilder();
            for (Delta delta : deltas) {
                text.append(delta.call() == call ? delta.text() : "");
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Override
    public String toString() {
        return format();
    }
}

package dev.weir.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Chat completion chunks as OpenAI's API streams them. */
final class Chunks {

    private static final JsonFactory JSON = new JsonFactory();

    private Chunks() {}

    /** A chunk with a piece of an answer. */
    static String delta(String id, String content) {
        return chunk(id, "{\"content\":\"" + quoted(content) + "\"}", "null");
    }

    /** The chunk that ends an answer. */
    static String finish(String id) {
        return chunk(id, "{}", "\"stop\"");
    }

    /** A whole response. */
    static String whole(String id, String content) {
        return "{\"id\":\"" + id + "\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"" + quoted(content) + "\"},\"finish_reason\":\"stop\"}]}";
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static String chunk(String id, String delta, String finishReason) {
        return "{\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m-1\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]}";
    }

    /** A chunk as a Server-Sent Event. */
    static String event(String chunk) {
        return "data: " + chunk + "\n\n";
    }

    /** The id of a chunk. */
    static String id(Message message) {
        return strings(message, "id");
    }

    /** The content of a chunk, empty if it has none. */
    static String content(Message message) {
        return strings(message, "content");
    }

    private static String strings(Message message, String name) {
        String text = message.text();
        StringBuilder found = new StringBuilder();
        try (JsonParser parser = JSON.createParser(text.startsWith("data: ") ? text.substring(6) : text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
                    found.append(parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + message, e);
        }
        return found.toString();
    }
}

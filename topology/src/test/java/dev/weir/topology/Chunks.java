package dev.weir.topology;

import org.jspecify.annotations.Nullable;

/** Chunks of chat completions. */
final class Chunks {

    /** The chunk that says that a response is over and nothing else. */
    static final String DONE = "data: [DONE]\n\n";

    private Chunks() {}

    static String content(String id, String text) {
        return chunk(id, 0, "{\"content\":\"" + text + "\"}", null);
    }

    static String content(String id, int choice, String text) {
        return chunk(id, choice, "{\"content\":\"" + text + "\"}", null);
    }

    static String reasoning(String id, String text) {
        return chunk(id, 0, "{\"reasoning_content\":\"" + text + "\"}", null);
    }

    static String arguments(String id, int call, String text) {
        return chunk(
                id,
                0,
                "{\"tool_calls\":[{\"index\":" + call + ",\"function\":{\"arguments\":\"" + text + "\"}}]}",
                null);
    }

    static String finish(String id) {
        return finish(id, 0);
    }

    static String finish(String id, int choice) {
        return chunk(id, choice, "{}", "stop");
    }

    /** A chunk of one choice with a delta as given. */
    static String chunk(String id, int choice, String delta, @Nullable String finishReason) {
        return "{\"id\":\"" + id + "\",\"choices\":[" + choice(choice, delta, finishReason) + "]}";
    }

    /** A chunk of several choices, each as {@link #choice} makes it. */
    static String chunkOf(String id, String... choices) {
        return "{\"id\":\"" + id + "\",\"choices\":[" + String.join(",", choices) + "]}";
    }

    static String choice(int index, String delta, @Nullable String finishReason) {
        String reason = finishReason == null ? "null" : "\"" + finishReason + "\"";
        return "{\"index\":" + index + ",\"delta\":" + delta + ",\"finish_reason\":" + reason + "}";
    }

    /** A chunk as a line of Server-Sent Events. */
    static String data(String chunk) {
        return "data: " + chunk + "\n\n";
    }
}

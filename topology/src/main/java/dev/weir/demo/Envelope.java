package dev.weir.demo;

import dev.weir.demo.DemoStream.Piece;
import dev.weir.demo.DemoStream.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a response into the records that an OpenAI-compatible server would send: a chunk that names the role, one for
 * each piece, one with the finish reason, one with the usage and no choice; or one whole {@code chat.completion}.
 */
final class Envelope {

    private final DemoStream stream;
    private final String head;
    private final boolean asciiOnly;

    private Envelope(DemoStream stream, String object, long createdS) {
        this.stream = stream;
        this.asciiOnly = stream.scenario() == Scenario.SPLIT_ESCAPES;
        this.head = "{\"id\":\"" + stream.id() + "\",\"object\":\"" + object + "\",\"created\":" + createdS
                + ",\"model\":\"" + stream.model() + "\",";
    }

    /** The values of all records of a response, in order. */
    static List<String> values(DemoStream stream, long createdS) {
        if (stream.scenario() == Scenario.WHOLE_RESPONSE) {
            return List.of(new Envelope(stream, "chat.completion", createdS).whole());
        }
        List<String> chunks = new Envelope(stream, "chat.completion.chunk", createdS).chunks();
        if (stream.scenario() != Scenario.EVENT_LINES) {
            return chunks;
        }
        List<String> lines = new ArrayList<>();
        chunks.forEach(chunk -> lines.add("data: " + chunk));
        lines.add("data: [DONE]");
        return lines;
    }

    private List<String> chunks() {
        List<String> chunks = new ArrayList<>();
        chunks.add(chunk(
                stream.tool().isEmpty()
                        ? "\"role\":\"assistant\",\"content\":\"\""
                        : "\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"call_"
                                + stream.id().substring(stream.id().length() - 8)
                                + "\",\"type\":\"function\",\"function\":{\"name\":\"" + stream.tool()
                                + "\",\"arguments\":\"\"}}]",
                "null"));
        for (Piece piece : stream.pieces()) {
            String text = JsonText.quote(piece.text(), asciiOnly);
            chunks.add(chunk(
                    switch (piece.place()) {
                        case CONTENT -> "\"content\":" + text;
                        case REASONING -> "\"reasoning_content\":" + text;
                        case ARGUMENTS -> "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + text + "}}]";
                    },
                    "null"));
        }
        chunks.add(chunk("", "\"" + stream.finishReason() + "\""));
        if (stream.usage()) {
            chunks.add(head + "\"choices\":[]," + usage() + "}");
        }
        return chunks;
    }

    private String chunk(String delta, String finishReason) {
        return head + "\"choices\":[{\"index\":0,\"delta\":{" + delta + "},\"logprobs\":null,\"finish_reason\":"
                + finishReason + "}]}";
    }

    private String whole() {
        return head + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                + JsonText.quote(stream.text(Place.CONTENT), asciiOnly) + "},\"finish_reason\":\""
                + stream.finishReason() + "\"}]," + usage() + "}";
    }

    private String usage() {
        int completion = stream.pieces().size();
        int prompt = 40 + completion / 3;
        return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion) + "}";
    }
}

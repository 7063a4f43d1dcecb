package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Bedrock's events, which differ from Anthropic's in how they are written. */
final class BedrockCalls extends AnthropicCalls {

    @Override
    String format() {
        return "bedrock";
    }

    @Override
    String start() {
        return "{\"messageStart\":{\"role\":\"assistant\"}}";
    }

    @Override
    String begin(int block) {
        return event("contentBlockStart", "\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"f\"}},", block);
    }

    @Override
    String delta(int block, String text) {
        return event("contentBlockDelta", "\"delta\":{\"toolUse\":{\"input\":" + quote(text) + "}},", block);
    }

    @Override
    String stop(int block) {
        return event("contentBlockStop", "", block);
    }

    private static String event(String name, String more, int block) {
        return "{\"" + name + "\":{" + more + "\"contentBlockIndex\":" + block + "}}";
    }

    @Override
    List<String> end() {
        return List.of("{\"messageStop\":{\"stopReason\":\"tool_use\"}}");
    }

    @Override
    Client client() {
        return new Client() {
            private int open = -1;

            @Override
            void accept(JsonNode event) {
                JsonNode body = event.elements().next();
                int block = body.path("contentBlockIndex").asInt(-1);
                switch (event.fieldNames().next()) {
                    case "contentBlockStart" -> open = block;
                    case "contentBlockDelta" -> {
                        assertThat(block).as("the block that is open").isEqualTo(open);
                        JsonNode input = body.path("delta").path("toolUse").path("input");
                        add(block, input.asText());
                    }
                    case "contentBlockStop" -> open = -1;
                    case "messageStop" -> ended = true;
                    default -> {}
                }
            }
        };
    }
}

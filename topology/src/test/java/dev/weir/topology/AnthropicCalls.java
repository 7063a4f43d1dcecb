package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Anthropic's messages: calls are blocks, one after the other. */
class AnthropicCalls extends CallDialect {

    @Override
    String format() {
        return "anthropic";
    }

    @Override
    boolean interleaves() {
        return false;
    }

    String start() {
        return AnthropicEvents.START;
    }

    String begin(int block) {
        return AnthropicEvents.toolBlock(block);
    }

    String delta(int block, String text) {
        return AnthropicEvents.delta(block, "{\"type\":\"input_json_delta\",\"partial_json\":" + quote(text) + "}");
    }

    String stop(int block) {
        return AnthropicEvents.stop(block);
    }

    List<String> end() {
        return List.of(AnthropicEvents.DELTA, AnthropicEvents.STOP);
    }

    @Override
    final List<String> values(int calls, List<Delta> deltas, Random random) {
        List<String> values = new ArrayList<>(List.of(start()));
        for (int call = 0; call < calls; call++) {
            values.add(begin(call));
            for (Delta delta : deltas) {
                if (delta.call() == call) {
                    values.add(delta(call, delta.text()));
                }
            }
            values.add(stop(call));
        }
        values.addAll(end());
        return values;
    }

    @Override
    Client client() {
        return new Client() {
            private int open = -1;

            @Override
            void accept(JsonNode event) {
                int block = event.path("index").asInt(-1);
                switch (event.path("type").asText()) {
                    case "content_block_start" -> open = block;
                    case "content_block_delta" -> {
                        assertThat(block).as("the block that is open").isEqualTo(open);
                        add(block, event.path("delta").path("partial_json").asText());
                    }
                    case "content_block_stop" -> open = -1;
                    case "message_delta" -> assertThat(open).isEqualTo(-1);
                    case "message_stop" -> ended = true;
                    default -> {}
                }
            }
        };
    }
}

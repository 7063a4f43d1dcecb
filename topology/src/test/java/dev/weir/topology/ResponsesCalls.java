package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** OpenAI's Responses: calls are items of the output; what ends them repeats their arguments. */
final class ResponsesCalls extends CallDialect {

    @Override
    String format() {
        return "openai-responses";
    }

    @Override
    List<String> values(int calls, List<Delta> deltas, Random random) {
        List<String> values = new ArrayList<>();
        values.add("{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"output\":[]}}");
        for (int call = 0; call < calls; call++) {
            values.add(event("output_item.added", call, "\"item\":" + item(call, "")));
        }
        for (Delta delta : deltas) {
            String text = "\"delta\":" + quote(delta.text());
            values.add(event("function_call_arguments.delta", delta.call(), text));
        }
        List<String> items = new ArrayList<>();
        List<String> texts = texts(calls, deltas);
        // A response that is cut off ends without ending its items.
        boolean whole = random.nextBoolean();
        for (int call = 0; call < calls; call++) {
            items.add(item(call, texts.get(call)));
            if (whole) {
                String arguments = "\"arguments\":" + quote(texts.get(call));
                values.add(event("function_call_arguments.done", call, arguments));
                values.add(event("output_item.done", call, "\"item\":" + items.get(call)));
            }
        }
        values.add("{\"type\":\"response." + (whole ? "completed" : "incomplete")
                + "\",\"response\":{\"id\":\"r\",\"output\":[" + String.join(",", items) + "]}}");
        return values;
    }

    private static String event(String type, int call, String more) {
        return "{\"type\":\"response." + type + "\",\"sequence_number\":7,\"output_index\":" + call + "," + more + "}";
    }

    private static String item(int call, String text) {
        return "{\"type\":\"function_call\",\"name\":\"f" + call + "\",\"arguments\":" + quote(text) + "}";
    }

    @Override
    Client client() {
        return new Client() {
            private final List<Integer> done = new ArrayList<>();

            @Override
            void accept(JsonNode event) {
                int call = event.path("output_index").asInt(-1);
                switch (event.path("type").asText()) {
                    case "response.function_call_arguments.delta" -> {
                        assertThat(done).doesNotContain(call);
                        add(call, event.path("delta").asText());
                    }
                    case "response.function_call_arguments.done" -> {
                        done.add(call);
                        same(call, event);
                    }
                    case "response.output_item.done" -> same(call, event.path("item"));
                    case "response.completed", "response.incomplete" -> {
                        ended = true;
                        JsonNode items = event.path("response").path("output");
                        for (int item = 0; item < items.size(); item++) {
                            same(item, items.get(item));
                        }
                    }
                    default -> {}
                }
            }

            private void same(int call, JsonNode repeated) {
                assertThat(repeated.path("arguments").asText()).isEqualTo(arguments.getOrDefault(call, ""));
            }
        };
    }
}

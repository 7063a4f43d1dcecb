package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Chat completions: calls are interleaved by their index; clients append every string of a delta to what they have. */
final class OpenAiCalls extends CallDialect {

    private static final String[] LAST = {
        ",\"delta\":{}",
        ",\"delta\":{\"content\":null,\"function_call\":null,\"tool_calls\":null}",
        ",\"delta\":{\"content\":\"\",\"tool_calls\":[]}",
        ""
    };

    @Override
    String format() {
        return "openai";
    }

    @Override
    List<String> values(int calls, List<Delta> deltas, Random random) {
        List<String> values = new ArrayList<>();
        List<Integer> begun = new ArrayList<>();
        for (int i = 0; i < deltas.size(); ) {
            List<String> entries = new ArrayList<>();
            for (int count = 1 + random.nextInt(2); count > 0 && i < deltas.size(); count--, i++) {
                int call = deltas.get(i).call();
                String name = begun.contains(call) ? "" : "\"name\":\"f" + call + "\",";
                String id = begun.contains(call) ? "" : "\"id\":\"t" + call + "\",";
                begun.add(call);
                entries.add("{\"index\":" + call + "," + id + "\"function\":{" + name + "\"arguments\":"
                        + quote(deltas.get(i).text()) + "}}");
            }
            values.add(chunk(
                    ",\"delta\":{\"tool_calls\":[" + String.join(",", entries) + "]}",
                    i == deltas.size() && random.nextInt(4) == 0));
        }
        if (!values.get(values.size() - 1).contains("\"finish_reason\":\"")) {
            values.add(chunk(LAST[random.nextInt(LAST.length)], true));
        }
        return values;
    }

    private static String chunk(String delta, boolean last) {
        String reason = last ? "\"tool_calls\"" : "null";
        return "{\"id\":\"c\",\"choices\":[{\"index\":0" + delta + ",\"finish_reason\":" + reason + "}]}";
    }

    @Override
    Client client() {
        return new Client() {
            private final Map<String, String> names = new TreeMap<>();

            @Override
            void accept(JsonNode event) {
                JsonNode choice = event.path("choices").path(0);
                for (JsonNode call : choice.path("delta").path("tool_calls")) {
                    int index = call.path("index").asInt(-1);
                    add(index, call.path("function").path("arguments").asText(""));
                    String name = call.path("id").asText("")
                            + call.path("function").path("name").asText("");
                    names.merge("t" + index + "f" + index, name, String::concat);
                }
                ended |= choice.path("finish_reason").isTextual();
                names.forEach((expected, name) -> assertThat(name).isEqualTo(expected));
            }
        };
    }
}

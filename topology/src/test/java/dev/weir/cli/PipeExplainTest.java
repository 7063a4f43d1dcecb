package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeExplainTest {

    private static final String[] REPAIR = {
        "pipe", "--filters", "repair-json", "--in", "text", "--out", "text", "--explain"
    };

    @Test
    void shouldShowWhatBecameOfALineAndLeaveTheOutputToTheData() {
        Outcome outcome = Outcome.ofInput("{'a': [1, 2,]}\n{\"a\": 1}\njust text\n", REPAIR);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).isEqualTo("{\"a\": [1, 2]}\n{\"a\": 1}\njust text\n");
        assertThat(outcome.errors()).isEqualTo("""
                line 1, content
                  repair-json: single-quotes at byte 1 -> 1
                  repair-json: trailing-comma at byte 12 -> 12
                  - {'a': [1, 2,]}
                  + {"a": [1, 2]}
                """);
    }

    @Test
    void shouldSayNothingUnasked() {
        Outcome outcome =
                Outcome.ofInput("{'a': 1}\n", "pipe", "--filters", "repair-json", "--in", "text", "--out", "text");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).isEqualTo("{\"a\": 1}\n");
    }

    @Test
    void shouldCollectTheChunksOfAStreamAndShowItAtItsEnd() {
        Outcome outcome = Outcome.ofInput(
                """
                {"key":"a","value":"{\\"list\\": [Tr"}
                {"key":"b","value":"{\\"x\\": 1,"}
                {"key":"a","value":"ue, fal"}
                {"key":"b","value":"}","headers":{"weir-end":"true"}}
                """, "pipe", "--filters", "repair-json", "--format", "text", "--out", "text", "--explain");

        assertThat(outcome.errors()).isEqualTo("""
                lines 2 to 4, key b, content
                  repair-json: trailing-comma at byte 8 -> 8
                  - {"x": 1,}
                  + {"x": 1}
                lines 1 to 3, key a, content
                  repair-json: literal at byte 10 -> 10
                  repair-json: literal at byte 16 -> 16
                  repair-json: truncated at byte 19 -> 21
                  - {"list": [True, fal
                  + {"list": [true, false]}
                """);
    }

    @Test
    void shouldTellTheFiltersAndTheChannelsApart() {
        String chunk = "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"<think>hm</think>{'b': 2}\","
                + "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\": 1\"}}]},"
                + "\"finish_reason\":\"stop\"}]}";
        Outcome outcome = Outcome.ofInput(
                chunk + "\n", "pipe", "--filters", "strip-thinking,repair-json", "--in", "text", "--explain");

        assertThat(outcome.errors()).isEqualTo("""
                line 1, content
                  strip-thinking: think at byte 0 -> 0
                  - <think>hm</think>{'b': 2}
                  + {'b': 2}
                line 1, content
                  repair-json: single-quotes at byte 1 -> 1
                  - {'b': 2}
                  + {"b": 2}
                line 1, arguments of tool call 0
                  repair-json: truncated at byte 7 -> 7
                  - {"a": 1
                  + {"a": 1}
                """);
    }

    @Test
    void shouldShowWhereADocumentIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
                pipelines:
                  - name: calls
                    kind: log
                    input: { topics: [in], format: text }
                    filters: [repair-json: { scope: whole, max-depth: 2 }]
                    outputs: { clean: out, dead: dead }
                """);

        Outcome outcome = Outcome.ofInput(
                "[[[1]]]\n", "pipe", "-c", file.toString(), "--in", "text", "--out", "text", "--explain");

        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).isEqualTo("""
                line 1, content
                  repair-json: refused: more than 2 containers are open at byte 2
                    [[[1]]]
                """);
    }
}

package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that stand in a configuration. */
class TestCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String tests) throws IOException {
        return Files.writeString(folder.resolve("weir.yaml"), """
            pipelines:
              - name: llm
                kind: llm
                input: { topics: [in, other], format: auto, idle-timeout: 30s }
                filters: [strip-thinking, repair-json]
                outputs: { clean: out, thinking: thoughts, dead: dead }
              - name: logs
                kind: log
                input: { topics: [lines], format: text }
                filters: [deduplicate: { window: 10m }]
                outputs: { clean: lines.out, dead: dead }
            tests:
            """ + tests.indent(2));
    }

    private Outcome test(String tests, String... more) throws IOException {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "test";
        arguments[1] = "-c";
        arguments[2] = file(tests).toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Outcome.of(arguments);
    }

    /** Without the times, which differ. */
    private static List<String> lines(Outcome outcome) {
        return outcome.lines().stream()
                .map(line -> line.replaceAll("\\(\\d+ ms\\)$", "(. ms)"))
                .toList();
    }

    @Test
    void shouldPassTheTestsOfTheExampleThatComesWithWeir() {
        Outcome outcome = Outcome.of("test", "-c", Path.of("..", "weir.yaml").toString());

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).doesNotContain("FAILED").endsWith("4 tests: all good\n");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void shouldShowWhatDiffersAndEndWithOne() throws IOException {
        Outcome outcome = test("""
            - name: good
              pipeline: llm
              input: ["<think>a</think>b"]
              expect: { clean: [b], thinking: [a], dead: [] }
            - name: bad
              pipeline: llm
              input: ["<think>a</think>{'days': 3,}", two, three]
              expect:
                clean: ['{"days": 4}', { value: 2, headers: { weir-flags: loop } }, three, four]
                thinking: []
            """);

        assertThat(lines(outcome))
                .containsExactly(
                        "ok      good (. ms)",
                        "FAILED  bad (. ms)",
                        "        clean, record 1: value",
                        "          - {\"days\": 4}",
                        "          + {\"days\": 3}",
                        "        clean, record 2: value",
                        "          - 2",
                        "          + two",
                        "        clean, record 2: headers.weir-flags",
                        "          - loop",
                        "          + (none)",
                        "        clean, record 4 is missing",
                        "          - four",
                        "        thinking, record 1 was not expected",
                        "          + a",
                        "2 tests: 1 ok, 1 failed");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void shouldWriteAnObjectForEachTestAsJson() throws IOException {
        Outcome outcome = test("""
            - { name: good, pipeline: llm, input: [a], expect: { clean: [a] } }
            - { name: bad, pipeline: logs, input: [a], expect: { clean: [{ key: k }] } }
            """, "--json");

        assertThat(outcome.lines().stream().map(line -> line.replaceAll("\"ms\":\\d+", "\"ms\":0")))
                .containsExactly(
                        "{\"name\":\"good\",\"pipeline\":\"llm\",\"ok\":true,\"ms\":0,\"mismatches\":[]}",
                        "{\"name\":\"bad\",\"pipeline\":\"logs\",\"ok\":false,\"ms\":0,\"mismatches\":["
                                + "{\"output\":\"clean\",\"record\":1,\"path\":\"key\",\"expected\":\"k\",\"actual\":null}]}");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldRunOnlyTheTestsOfOnePipeline() throws IOException {
        String tests = """
            - { name: good, pipeline: llm, input: [a], expect: { clean: [a] } }
            - { name: bad, pipeline: logs, input: [a], expect: { clean: [b] } }
            """;

        assertThat(lines(test(tests, "-p", "llm"))).containsExactly("ok      good (. ms)", "1 test: all good");
        assertThat(test(tests, "-p", "llms").errors()).endsWith("has no pipeline 'llms'; it has llm, logs\n");
    }

    @Test
    void shouldLetTimePassOnlyWhereATestSaysSo() throws IOException {
        Outcome outcome = test("""
            - name: an answer that nobody ends is over after the idle timeout
              pipeline: llm
              input:
                - { key: k, value: "{'a': 1" }
                - advance: 20s
                - { key: k, value: ", 'b': 2" }
                - advance: 40s
                - { key: k, value: "{'c': 3" }
              expect: { clean: ['{"a": ', '1, "b": ', '2}', '{"c": ', '3}'] }
            - name: a line passes again once its window is over
              pipeline: logs
              input: [a, a, advance: 9m, a, advance: 2m, a, a]
              expect: { clean: [a, a] }
            """);

        assertThat(outcome.output()).endsWith("2 tests: all good\n");
    }

    @Test
    void shouldSendAllThatARecordHas() throws IOException {
        Outcome outcome = test("""
            - name: a record
              pipeline: llm
              input:
                - { value: { choices: [{ delta: { content: hi } }], n: 1 }, key: k, topic: other, headers: { h: x }, timestamp: 5 }
                - { value: null, key: gone }
                - { value: "" }
                - 7
              expect:
                clean:
                  - { value: { n: 1.0, choices: [{ delta: { content: hi } }] }, key: k, headers: { h: x, weir-flags: null } }
                  - { value: null, key: gone }
                  - { value: "", key: null }
                  - 7
            """);

        assertThat(outcome.output()).endsWith("1 test: all good\n");
    }

    @Test
    void shouldSayThatThereAreNone() throws IOException {
        Outcome outcome = test("");

        assertThat(outcome.errors()).endsWith("weir.yaml has no tests; docs/testing.md says how to write them.\n");
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsWrongInTheFileBeforeAnythingRuns() throws IOException {
        Outcome outcome = test("- { name: a, pipeline: lm, input: [a], expect: { clean: [a] } }\n");

        assertThat(outcome.errors())
                .contains("weir.yaml:13:26: tests[0].pipeline: there is no pipeline 'lm' (did you mean llm?)");
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}

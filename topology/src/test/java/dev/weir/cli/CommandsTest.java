package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldListTheCommandsWhenAskedForHelp() {
        Outcome outcome = Outcome.of("--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).contains("demo", "run", "pipe", "validate", "graph", "broker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "pipe", "validate", "test", "graph", "devices", "broker"})
    void shouldExplainEachCommand(String command) {
        Outcome outcome = Outcome.of(command, "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).startsWith("Usage: weir " + command).doesNotContain("\u001b");
    }

    @Test
    void shouldAskForACommand() {
        assertMistake(Outcome.of(), "Say which command to run.", "Try 'weir --help'.");
    }

    @Test
    void shouldSuggestTheCommandThatWasMeant() {
        assertMistake(
                Outcome.of("validat"),
                "There is no command 'validat'.",
                "Did you mean: weir validate?",
                "Try 'weir --help'.");
    }

    @Test
    void shouldSuggestTheOptionThatWasMeant() {
        assertMistake(
                Outcome.of("validate", "--config", "weir.yaml", "--jsn"),
                "Unknown option: '--jsn'",
                "Possible solutions: --json",
                "Try 'weir validate --help'.");
    }

    @Test
    void shouldAskForTheConfiguration() {
        assertMistake(
                Outcome.of("validate"), "Missing required option: '--config=FILE'", "Try 'weir validate --help'.");
    }

    @Test
    void shouldSayThatAFileIsSound() throws IOException {
        Path file = sound("llm");

        assertThat(Outcome.of("validate", "-c", file.toString()))
                .isEqualTo(new Outcome(0, file + " is sound: 1 pipeline.\n", ""));
        assertThat(Outcome.of("validate", "-c", file.toString(), "--json")).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void shouldGuessWhichRuleWasMeantBesideOtherMistakes() throws IOException {
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
            pipelines:
              - name: llm
                kind: llm
                input: { topics: [llm.raw] }
                filters: [repair-json: { max-depth: 0, enable: "literal, trailing-coma" }]
                outputs: { clean: llm.clean, dead: llm.dead }
            """);

        Outcome outcome = Outcome.of("validate", "-c", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .contains(":5:41: pipelines[0].filters[0].repair-json.max-depth: '0' is not allowed")
                .contains(":5:52: pipelines[0].filters[0].repair-json.enable: 'trailing-coma'"
                        + " (did you mean trailing-comma?) is not a rule; there are backticks, ");
    }

    @Test
    void shouldSayEveryMistakeOfAFileWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
            pipelines:
              - name: llm
                kind: lmm
                input: { topics: [llm.raw], formt: auto }
                outputs: { clean: llm.clean, dead: llm.dead }
            """);

        Outcome text = Outcome.of("validate", "-c", file.toString());
        Outcome json = Outcome.of("validate", "-c", file.toString(), "--json");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":3:11: pipelines[0].kind: 'lmm' is not allowed"),
                        line -> assertThat(line).startsWith(file + ":4:33: pipelines[0].input.formt: "));
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("{\"source\":\"" + file + "\",\"line\":3,\"column\":11,"
                                        + "\"path\":\"pipelines[0].kind\",\"value\":\"lmm\","),
                        line -> assertThat(line).contains("\"line\":4,\"column\":33,"));
        assertThat(text.errors() + json.errors()).isEmpty();
    }

    @Test
    void shouldSayThatTheFileIsMissing() {
        for (String command : new String[] {"run", "graph"}) {
            assertMistake(Outcome.of(command, "-c", "no-such.yaml"), "no-such.yaml: there is no such file");
        }
    }

    @Test
    void shouldDrawThePipelinesAsMermaid() throws IOException {
        Outcome outcome = Outcome.of("graph", "-c", sound("end").toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output())
                .startsWith("flowchart LR\n")
                .contains("[\"end\"]", "([\"raw.end-1\"])", "([\"end\"])", " --> ")
                .doesNotContain("digraph");
        // Mermaid takes a bare "end" for its keyword, so names stand in quotes and ids are made up.
        assertThat(outcome.lines().stream().filter(line -> line.strip().equals("end")))
                .hasSize(1);
    }

    @Test
    void shouldDrawThePipelinesAsDot() throws IOException {
        Outcome outcome = Outcome.of("graph", "-c", sound("end").toString(), "--dot");

        assertThat(outcome.output())
                .startsWith("digraph weir {\n")
                .endsWith("}\n")
                .contains("[label=\"raw.end-1\", shape=oval];", " -> ");
    }

    @Test
    void shouldAskWhereTheClusterIs() throws IOException {
        Path file = sound("llm");

        assertMistake(
                Outcome.of("run", "-c", file.toString()),
                file + ": kafka.bootstrap.servers is missing; say where the cluster is, such as"
                        + " kafka: { bootstrap.servers: \"localhost:9092\" }");
    }

    @Test
    void shouldFailInOneSentenceWhenNoClusterAnswers() throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, "kafka: { bootstrap.servers: \"127.0.0.1:1\" }\n" + Files.readString(sound("llm")));

        Outcome outcome = Outcome.of("run", "-c", file.toString(), "--wait", "1");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines()).singleElement().asString().contains("127.0.0.1:1");
    }

    @Test
    void shouldNameThePropertyThatKafkaRefuses() throws IOException {
        Path file = folder.resolve("property.yaml");
        String sound = Files.readString(sound("llm"));
        Files.writeString(file, "kafka: { bootstrap.servers: nowhere }\n" + sound);
        Outcome run = Outcome.of("run", "-c", file.toString());
        Files.writeString(file, "kafka: { commit.interval.ms: soon }\n" + sound);
        Outcome pipe = Outcome.of("pipe", "-c", file.toString());

        assertMistake(run, "No client for Kafka at nowhere: Invalid url in bootstrap.servers: nowhere");
        assertMistake(
                pipe,
                "Kafka refuses a property of the configuration: Invalid value soon for configuration"
                        + " commit.interval.ms: Not a number of type LONG");
    }

    @Test
    void shouldRefuseABrokerThatCannotBe() {
        assertMistake(
                Outcome.of("broker", "--port", "99999"),
                "--port 99999 is no port; use 1 to 65535, or 0 for any free one.");
        assertMistake(
                Outcome.of("broker", "--partitions", "0"), "--partitions 0 is too few; a topic has at least one.");
    }

    @Test
    void shouldTellItsVersionInEveryCommand() {
        String version = Outcome.of("--version").output();

        assertThat(version).startsWith("weir ");
        assertThat(Outcome.of("pipe", "--version").output()).isEqualTo(version);
    }

    private Path sound(String name) throws IOException {
        return Files.writeString(folder.resolve("sound.yaml"), """
            pipelines:
              - name: %1$s
                kind: llm
                input: { topics: ["raw.end-1"] }
                filters: [ strip-thinking: { } ]
                outputs: { clean: %1$s, thinking: llm.thinking, dead: llm.dead }
            """.formatted(name));
    }

    private static void assertMistake(Outcome outcome, String... lines) {
        assertThat(outcome.errorLines()).containsExactly(lines);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(1);
    }
}

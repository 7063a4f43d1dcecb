package dev.weir.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own, for a process has one log. */
class JsonLogsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What a program wrote on standard error. */
    private List<String> errorsOf(Class<?> program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(errors, StandardCharsets.UTF_8);
    }

    private static List<JsonNode> parsed(List<String> lines) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : lines) {
            JsonNode event = JSON.readTree(line);
            assertThat(Instant.parse(event.get("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
            assertThat(event.get("level").asText()).isIn("ERROR", "WARN", "INFO");
            assertThat(event.get("logger").asText()).isNotEmpty();
            assertThat(event.get("thread").asText()).isNotEmpty();
            assertThat(event.get("message").isTextual()).isTrue();
            events.add(event);
        }
        return events;
    }

    @Test
    void shouldWriteOneObjectForEachEvent() throws IOException, InterruptedException {
        List<String> lines = errorsOf(SomeLogging.class, Map.of());

        assertThat(lines.get(0)).endsWith("INFO  SomeLogging: still text");
        List<JsonNode> events = parsed(lines.subList(1, lines.size()));
        assertThat(events).hasSize(5);
        JsonNode first = events.get(0);
        assertThat(first.get("message").asText()).isEqualTo("a \"quoted\" word\nsecond line\u0007");
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("logger").asText()).isEqualTo("dev.weir.logging.SomeLogging");
        assertThat(first.get("thread").asText()).isEqualTo("main");
        assertThat(first.has("stack_trace") || first.has("start")).isFalse();
        assertThat(events.get(1).get("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: why\nnot")
                .contains("at dev.weir.logging.SomeLogging.main", "Caused by: java.lang.RuntimeException: the cause");
        assertThat(events.get(2).get("stack_trace").asText()).contains("so");
    }

    @Test
    void shouldWriteTheSummaryOfAStartAsMembersToo() throws IOException, InterruptedException {
        List<String> lines = errorsOf(SomeLogging.class, Map.of());

        JsonNode event = parsed(lines.subList(1, lines.size())).get(3);
        assertThat(event.get("message").asText()).isEqualTo("it runs");
        assertThat(event.get("start"))
                .isEqualTo(JSON.readTree("{\"pipelines\": [{\"name\": \"llm\", \"threads\": 2}], \"off\": []}"));
    }

    @Test
    void shouldWriteWhatEndsTheProcessToo() throws IOException, InterruptedException {
        List<String> lines = errorsOf(SomeLogging.class, Map.of());

        JsonNode event = parsed(lines.subList(1, lines.size())).get(4);
        assertThat(event.get("message").asText()).isEqualTo("first line of a mistake");
        assertThat(event.get("level").asText()).isEqualTo("ERROR");
    }

    private Path unreachable(String logging) throws IOException {
        return Files.writeString(folder.resolve("weir.yaml"), """
            kafka: { bootstrap.servers: "127.0.0.1:1" }
            %s
            pipelines:
              - name: llm
                kind: llm
                input: { topics: in }
                outputs: { clean: out, dead: dead }
            """.formatted(logging));
    }

    private List<String> run(Path config, Map<String, String> environment, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "-c", config.toString(), "--wait", "1"));
        arguments.addAll(List.of(more));
        return errorsOf(Main.class, environment, arguments.toArray(String[]::new));
    }

    @Test
    void shouldBeAskedForByTheConfigurationTheEnvironmentOrTheCommandLine() throws IOException, InterruptedException {
        Path text = unreachable("logging: { format: text }");
        assertThat(messages(run(text, Map.of(), "--log-format", "json"))).anyMatch(m -> m.contains("127.0.0.1:1"));
        assertThat(messages(run(text, Map.of("WEIR_LOG_FORMAT", "json")))).anyMatch(m -> m.contains("127.0.0.1:1"));
        Path json = unreachable("logging: { format: json }");
        assertThat(messages(run(json, Map.of()))).anyMatch(m -> m.contains("did not answer"));
        assertThat(run(json, Map.of("WEIR_LOG_FORMAT", "json"), "--log-format", "text"))
                .noneMatch(line -> line.startsWith("{"));
    }

    @Test
    void shouldTellMistakesOfTheConfigurationTheSameWay() throws IOException, InterruptedException {
        Path config = unreachable("loging: { }");

        assertThat(messages(run(config, Map.of(), "--log-format", "json")))
                .singleElement()
                .asString()
                .contains("loging: there is no such key (did you mean logging?)");
        assertThat(run(config, Map.of("WEIR_LOG_FORMAT", "xml")))
                .containsExactly("WEIR_LOG_FORMAT is 'xml', which is no format of logs; use text or json.");
    }

    private static List<String> messages(List<String> lines) throws IOException {
        return parsed(lines).stream()
                .map(event -> event.get("message").asText())
                .toList();
    }
}

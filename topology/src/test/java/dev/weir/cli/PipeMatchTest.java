package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/match.md. */
class PipeMatchTest {

    @TempDir
    private Path folder;

    private Outcome pipe(String options, String... more) throws IOException {
        Files.writeString(
                folder.resolve("words.json"), "{\"disk\": [\"no space left\", \"I/O error\"], \"net\": [\"timeout\"]}");
        Path file = Files.writeString(folder.resolve("weir.yaml"), """
                pipelines:
                  - name: logs
                    kind: log
                    input: { topics: [in] }
                    filters:
                      - match: %s
                    outputs: { clean: out, alerts: alerts, dead: dead }
                """.formatted(options));
        String[] arguments = new String[6 + more.length];
        System.arraycopy(new String[] {"pipe", "-c", file.toString(), "--in", "text", "--explain"}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Outcome.ofInput("sda: i/o error\nall is well\n", arguments);
    }

    @Test
    void shouldTagTheLinesThatHaveAWord() throws IOException {
        Outcome outcome = pipe("{ patterns: 'file:words.json' }");

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().get(0))
                .contains("\"value\":\"sda: i/o error\"", "\"weir-flags\":\"match\"", "\"weir-matches\":\"disk\"");
        assertThat(outcome.lines().get(1)).doesNotContain("headers");
    }

    @Test
    void shouldSayWhichLinesWereDropped() throws IOException {
        Outcome outcome = pipe("{ patterns: { disk: [I/O error] }, on-match: drop }", "--out", "text");

        assertThat(outcome.output()).isEqualTo("all is well\n");
        assertThat(outcome.errors()).isEqualTo("""
                line 1, content
                  match: dropped
                    sda: i/o error
                """);
    }

    @Test
    void shouldSayWhatIsMissingWithoutWords() {
        Outcome outcome = Outcome.ofInput("", "pipe", "--filters", "match");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("patterns", "a map of categories and their words");
    }
}

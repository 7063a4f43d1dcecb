package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.match.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchOptionsTest {

    @TempDir
    private Path folder;

    private List<String> problems(String kind, String options) throws IOException {
        Path file = Files.writeString(
                folder.resolve("weir.yaml"),
                "pipelines:\n"
                        + "  - name: p\n"
                        + "    kind: " + kind + "\n"
                        + "    input: { topics: [raw] }\n"
                        + "    filters: [ match: { " + options + " } ]\n"
                        + "    outputs: { clean: clean, dead: dead }\n");
        ConfigReader reader = new ConfigReader(List.of(new Match()), Set.of("auto"), Map.of());
        return reader.read(file) instanceof ConfigResult.Invalid invalid
                ? invalid.problems().stream()
                        .map(problem -> problem.toText().replace(file + ":5:", ""))
                        .toList()
                : List.of();
    }

    @Test
    void shouldTakeWordsAsAMapAsAListAndAsJson() throws IOException {
        assertThat(problems("llm", "patterns: { net: [reset, timeout], codes: [404, 500] }"))
                .isEmpty();
        assertThat(problems("log", "patterns: [reset, 'no space'], on-match: drop"))
                .isEmpty();
        assertThat(problems("log", "patterns: '[\"reset\"]'")).isEmpty();
    }

    @Test
    void shouldTakeWordsFromAFileThatIsLargerThanAConfiguration() throws IOException {
        String words = IntStream.range(0, 100_000)
                .mapToObj(i -> "\"signature number " + i + "\"")
                .collect(Collectors.joining(",", "{\"signatures\": [", "]}"));
        assertThat(words.length()).isGreaterThan(SourceFile.MAX_BYTES);
        Files.writeString(folder.resolve("words.json"), words);

        assertThat(problems("log", "patterns: 'file:words.json'")).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithThem() throws IOException {
        String at = "35: pipelines[0].filters[0].match.patterns: ";
        String sets =
                " is not a map of categories and their words, such as {disk: [I/O error, no space left]}, or a list of"
                        + " words";
        assertThat(problems("log", "patterns: [a, ' ']"))
                .containsExactly(at + "'[\"a\",\" \"]'" + sets + "; word 2 of category 'match' is blank");
        assertThat(problems("log", "patterns: reset"))
                .containsExactly(at + "'reset'" + sets + "; not JSON at line 1, column 6");
        assertThat(problems("log", "patterns: 'file:none.json'"))
                .containsExactly(at + folder.resolve("none.json") + ": there is no such file");
        assertThat(problems("log", "whole-words: false"))
                .containsExactly("16: pipelines[0].filters[0].match: patterns: ''" + sets);
    }

    @Test
    void shouldDropOnlyLogLines() throws IOException {
        assertThat(problems("llm", "patterns: [reset], on-match: drop"))
                .containsExactly(
                        "54: pipelines[0].filters[0].match.on-match: 'drop' is not possible in a pipeline of kind"
                                + " llm; it is for log lines");
        assertThat(problems("log", "patterns: [reset], on-match: delete"))
                .containsExactly("54: pipelines[0].filters[0].match.on-match: 'delete' is not allowed; use one of tag,"
                        + " alert, drop");
    }
}

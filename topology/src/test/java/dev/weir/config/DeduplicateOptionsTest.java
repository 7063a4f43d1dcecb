package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dedup.Deduplicate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options of a filter that does something else in pipelines of each kind. */
class DeduplicateOptionsTest {

    private static List<String> problems(String kind, String options) {
        String yaml = "pipelines:\n"
                + "  - name: p\n"
                + "    kind: " + kind + "\n"
                + "    input: { topics: [raw] }\n"
                + "    filters: [ deduplicate: { " + options + " } ]\n"
                + "    outputs: { clean: clean, dead: dead }\n";
        ConfigReader reader = new ConfigReader(List.of(new Deduplicate()), Set.of("auto"), Map.of());
        return reader.read("weir.yaml", yaml) instanceof ConfigResult.Invalid invalid
                ? invalid.problems().stream().map(Problem::toText).toList()
                : List.of();
    }

    @Test
    void shouldTakeTheOptionsOfItsKind() {
        assertThat(problems("log", "window: 5m, scope: global, fields: 'severity, service'"))
                .isEmpty();
        assertThat(problems("llm", "blocks: alert, min-block: 1KiB")).isEmpty();
    }

    @Test
    void shouldRefuseTheOptionsOfAnotherKind() {
        assertThat(problems("llm", "window: 5m, blocks: off"))
                .containsExactly(
                        "weir.yaml:5:39: pipelines[0].filters[0].deduplicate.window: deduplicate takes this option"
                                + " in pipelines of another kind, and this one is of kind llm");
        assertThat(problems("log", "window: 5m, min-block: 64"))
                .singleElement()
                .asString()
                .contains("deduplicate.min-block: ", "and this one is of kind log");
    }

    @Test
    void shouldSayWhatASimilarityMayBe() {
        assertThat(problems("log", "similarity: 0.9")).isEmpty();
        assertThat(problems("log", "similarity: 90"))
                .containsExactly(
                        "weir.yaml:5:43: pipelines[0].filters[0].deduplicate.similarity: '90' is not off, or a share"
                                + " from 0.5 to 0.99");
        assertThat(problems("log", "similarity: 0.9, scope: global"))
                .singleElement()
                .asString()
                .contains("'0.9' is not possible with scope: global");
    }
}

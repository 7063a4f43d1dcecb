package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.similar.FindSimilar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindSimilarOptionsTest {

    private static List<String> problems(String kind, String options) {
        String yaml = "pipelines:\n"
                + "  - name: p\n"
                + "    kind: " + kind + "\n"
                + "    input: { topics: [raw] }\n"
                + "    filters: [ find-similar: { " + options + " } ]\n"
                + "    outputs: { clean: clean, dead: dead }\n";
        ConfigReader reader = new ConfigReader(List.of(new FindSimilar()), Set.of("auto"), Map.of());
        return reader.read("weir.yaml", yaml) instanceof ConfigResult.Invalid invalid
                ? invalid.problems().stream().map(Problem::toText).toList()
                : List.of();
    }

    @Test
    void shouldTakeItsOptions() {
        assertThat(problems("log", "")).isEmpty();
        assertThat(problems(
                        "log",
                        "vector: 'field:doc.embedding', dimensions: 384, window: 50000, top: 5, similarity: 0.85,"
                                + " on-similar: drop"))
                .isEmpty();
    }

    @Test
    void shouldSayWhereVectorsMayBe() {
        for (String written : List.of("embedding", "'field:'", "header")) {
            assertThat(problems("log", "vector: " + written))
                    .containsExactly("weir.yaml:5:40: pipelines[0].filters[0].find-similar.vector: '"
                            + written.replace("'", "") + "' is not header:NAME or field:PATH, such as"
                            + " header:weir-embedding or field:embedding");
        }
    }

    @Test
    void shouldSayWhatASimilarityMayBe() {
        for (String written : List.of("90", "1", "0.05", "NaN", "high")) {
            assertThat(problems("log", "similarity: " + written))
                    .containsExactly("weir.yaml:5:44: pipelines[0].filters[0].find-similar.similarity: '" + written
                            + "' is not a cosine from 0.1 to 0.9999");
        }
    }

    @Test
    void shouldSayTheLimitsOfNumbersAndWords() {
        assertThat(problems("log", "top: 33, window: 0, dimensions: 5000, on-similar: cut"))
                .hasSize(4)
                .anyMatch(text -> text.contains("a whole number from 1 to 32"))
                .anyMatch(text -> text.contains("a whole number from 1 to 100000"))
                .anyMatch(text -> text.contains("a whole number from 0 to 4096"))
                .anyMatch(text -> text.contains("one of tag, alert, drop"));
    }

    @Test
    void shouldSayThatItIsForLogs() {
        assertThat(problems("llm", "top: 1"))
                .singleElement()
                .asString()
                .endsWith("find-similar works in pipelines of kind log, and this one is of kind llm");
    }
}

package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.PipelineKind;
import dev.weir.topology.FilterTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema against files, with a validator that knows nothing of Weir. */
class ConfigSchemaTest {

    private static final Path ROOT = Path.of("..");
    private static final SchemaFiles REAL =
            new SchemaFiles(ConfigSchema.write(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names())));
    private static final SchemaFiles FAKE = new SchemaFiles(ConfigSchema.write(FakeFilters.ALL, FakeFilters.FORMATS));

    /** What is said of mistakes that no schema sees: those of YAML, of the environment, and between values. */
    private static final List<String> UNSEEN = List.of(
            "this is not YAML",
            "has no meaning here",
            "a second document",
            "more than 32 deep",
            "this key stands twice",
            "stands twice in this pipeline",
            "environment variable",
            "without its }",
            "how a shell writes",
            "(from ${",
            "'0x10'",
            "where a key belongs",
            "idle-timeout: '50ms'",
            "max-record: '1GiB'",
            "is not at least 3",
            "is already the name of",
            "is also an input topic",
            "there is no pipeline",
            "does not read the topic",
            "has no topic for this");

    @Test
    void shouldAcceptTheExampleWithAndWithoutItsCommentedOptions() throws IOException {
        String yaml = Files.readString(ROOT.resolve("weir.yaml"));

        assertThat(REAL.refusal(yaml)).isEmpty();
        assertThat(REAL.refusal(yaml.replaceAll("(?m)^( *)# ( *[a-z.-]+:( |$))", "$1$2")))
                .isEmpty();
    }

    static List<String> documented() throws IOException {
        List<String> examples = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Pattern.compile("(?ms)^```yaml\\n(.*?)^```")
                    .matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .map(block -> block.substring(8, block.length() - 3))
                    .filter(block -> block.matches("(?s)(.*\\n)?(pipelines|tests|server|kafka):.*"))
                    .forEach(examples::add);
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("documented")
    void shouldAcceptTheExamplesOfTheDocumentation(String example) {
        String pipelines = """
            pipelines:
              - { name: a, kind: llm, input: { topics: b }, outputs: { clean: c, dead: d } }
            """;

        assertThat(REAL.refusal(example.contains("pipelines:") ? example : example + pipelines))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.weir.config.MistakesTest#mistakes")
    void shouldRefuseTheMistakesThatASchemaCanSee(MistakesTest.Mistake mistake) {
        String yaml = MistakesTest.resource("good.yaml").replace(mistake.good(), mistake.bad());

        if (mistake.texts().stream().allMatch(text -> UNSEEN.stream().anyMatch(text::contains))) {
            return;
        }
        assertThat(FAKE.refusal(yaml)).as("%s", mistake.texts()).isNotEmpty();
    }

    @Test
    void shouldSeeMostMistakes() {
        List<MistakesTest.Mistake> all = MistakesTest.mistakes();
        long unseen = all.stream()
                .filter(mistake -> UNSEEN.stream().anyMatch(mistake.texts().get(0)::contains))
                .count();

        assertThat(unseen).isLessThan(all.size() / 3);
        assertThat(FAKE.refusal(MistakesTest.resource("good.yaml"))).isEmpty();
    }

    @Test
    void shouldHaveEveryOptionOfEveryFilterWithWhatIsSaidAboutIt() {
        for (PipelineKind kind : PipelineKind.values()) {
            JsonNode byName = REAL.tree().at("/$defs/filters-" + FilterReader.word(kind) + "/items/anyOf/0/properties");
            List<FilterType> types = FilterTypes.all().stream()
                    .filter(type -> type.kinds().contains(kind))
                    .toList();

            assertThat(names(byName))
                    .containsExactlyElementsOf(
                            types.stream().map(FilterType::name).toList());
            for (FilterType type : types) {
                JsonNode filter = byName.get(type.name());
                assertThat(filter.get("description").asText()).isEqualTo(type.description());
                List<Option> options = type.options().stream()
                        .filter(option -> type.takes(option.name(), kind))
                        .toList();
                assertThat(names(filter.get("properties")))
                        .containsExactlyElementsOf(
                                options.stream().map(Option::name).toList());
                for (Option option : options) {
                    JsonNode part = filter.get("properties").get(option.name());
                    assertThat(part.get("description").asText()).startsWith(option.description());
                    assertThat(part.path("default").asText()).isEqualTo(option.defaultValue());
                }
            }
        }
    }

    @Test
    void shouldHaveTheKeysThatAreRead() {
        JsonNode root = REAL.tree();

        assertThat(names(root.at("/properties"))).containsExactlyElementsOf(ConfigReader.KEYS);
        assertThat(names(root.at("/properties/server/properties"))).containsExactlyElementsOf(ConfigReader.SERVER_KEYS);
        JsonNode pipeline = root.at("/$defs/pipeline/properties");
        assertThat(names(pipeline)).containsExactlyElementsOf(PipelineReader.KEYS);
        assertThat(names(pipeline.at("/input/properties"))).containsExactlyElementsOf(PipelineReader.INPUT_KEYS);
        assertThat(names(pipeline.at("/outputs/properties"))).containsExactlyElementsOf(OutputName.allWritten());
        JsonNode test = root.at("/$defs/test/properties");
        assertThat(names(test)).containsExactlyElementsOf(TestReader.KEYS);
        assertThat(names(test.at("/input/items/anyOf/0/properties"))).containsExactlyElementsOf(TestReader.SENT_KEYS);
        assertThat(names(test.at("/expect/properties"))).containsExactlyElementsOf(OutputName.allWritten());
        assertThat(names(test.at("/expect/properties/clean/items/anyOf/0/properties")))
                .containsExactlyElementsOf(TestReader.EXPECTED_KEYS);
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldOfferFormatsOfLogLinesToLogsOnly() {
        String llm = """
            pipelines:
              - { name: a, kind: %s, input: { topics: b, format: syslog-rfc5424 }, outputs: { clean: c, dead: d } }
            """;

        assertThat(REAL.refusal(llm.formatted("log"))).isEmpty();
        assertThat(REAL.refusal(llm.formatted("llm"))).isNotEmpty();
    }

    @Test
    void shouldTakeEitherWritingOfAScalar() {
        String yaml = """
            server: { port: "9404", host: "${HOST:x}" }
            gpu: "${GPU:auto}"
            kafka: { a: 1, b: true, c: x }
            pipelines:
              - name: "1"
                kind: "${KIND:llm}"
                input: { topics: 7, format: "${FORMAT:auto}", idle-timeout: 10 S, max-record: 4096 }
                threads: "+2"
                filters: [repair-json: , strip-thinking: { implicit: "true", max-thinking: "64 kib" }]
                outputs: { clean: c, dead: "${D:d}" }
            """;

        assertThat(FakeFilters.realReader(Map.of()).read("weir.yaml", yaml)).isInstanceOf(ConfigResult.Valid.class);
        assertThat(REAL.refusal(yaml)).isEmpty();
    }

    /** The other way round cannot be: a schema knows less than the reader. */
    @Test
    void shouldRefuseNothingThatTheReaderTakes() throws IOException {
        String example = Files.readString(ROOT.resolve("weir.yaml"))
                .replaceAll("(?m)^( *)# ( *[a-z.-]+:( |$))", "$1$2")
                .replaceAll("(?m) *# .*$", "");
        ConfigReader reader = FakeFilters.realReader(Map.of("KAFKA_SASL_JAAS_CONFIG", "secret"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int valid = 0;
        for (int round = 0; round < 500; round++) {
            String mutated = MutationTest.mutate(example, random);
            if (reader.read("weir.yaml", mutated) instanceof ConfigResult.Valid) {
                valid++;
                String refusal = REAL.refusal(mutated);
                if (!refusal.isEmpty()) {
                    fail("seed " + seed + ", round " + round + ": " + refusal + "\n" + mutated);
                }
            }
        }
        assertThat(valid).as("valid files of seed " + seed).isGreaterThan(10);
    }
}

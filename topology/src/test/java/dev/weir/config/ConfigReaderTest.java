package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.GpuMode;
import dev.weir.filter.PipelineKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigReaderTest {

    private static final Path EXAMPLE = Path.of("..", "weir.yaml");
    private static final String MINIMAL = """
        pipelines:
          - name: llm
            kind: llm
            input: { topics: llm.raw }
            outputs: { clean: llm.clean, dead: llm.dead }
        """;

    @TempDir
    Path folder;

    @Test
    void shouldReadTheExampleThatComesWithWeir() {
        WeirConfig config = valid(FakeFilters.realReader(Map.of()).read(EXAMPLE));

        assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
        assertThat(config.server()).isEqualTo(new ServerConfig("127.0.0.1", 9404, false));
        assertThat(config.pipelines()).extracting(PipelineConfig::name).containsExactly("llm", "logs");
        PipelineConfig llm = config.pipelines().get(0);
        assertThat(llm.kind()).isEqualTo(PipelineKind.LLM);
        assertThat(llm.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(llm.input()).isEqualTo(new InputConfig(List.of("llm.raw"), "auto", 30_000, 8 << 20));
        assertThat(llm.outputs())
                .isEqualTo(new OutputsConfig("llm.clean", "llm.thinking", "llm.alerts", null, "llm.dead"));
        assertThat(llm.filters())
                .extracting(filter -> filter.type().name())
                .containsExactly("strip-thinking", "detect-loops", "repair-json");
        assertThat(llm.filters().get(1).values().text("on-loop")).isEqualTo("alert");
        PipelineConfig logs = config.pipelines().get(1);
        assertThat(logs.kind()).isEqualTo(PipelineKind.LOG);
        assertThat(logs.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(logs.outputs())
                .isEqualTo(new OutputsConfig("logs.clean", null, "logs.alerts", "logs.duplicates", "logs.dead"));
        assertThat(logs.filters().get(0).values().number("window")).isEqualTo(600_000);
    }

    @Test
    void shouldAcceptTheExampleWithItsCommentedOptionsTurnedOn() throws IOException {
        String yaml = Files.readString(EXAMPLE).replaceAll("(?m)^( *)# ( *[a-z.-]+:( |$))", "$1$2");

        WeirConfig config = valid(FakeFilters.realReader(Map.of("KAFKA_SASL_JAAS_CONFIG", "secret"))
                .read("weir.yaml", yaml));

        assertThat(config.kafka()).containsEntry("sasl.jaas.config", "secret").containsEntry("replication.factor", "3");
        assertThat(config.pipelines().get(0).kafka()).containsEntry("commit.interval.ms", "100");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadWhetherACardWorks(GpuMode mode) {
        String yaml = "gpu: " + mode.name().toLowerCase(Locale.ROOT) + "\n" + MINIMAL;

        assertThat(valid(reader(Map.of()).read("weir.yaml", yaml)).gpu()).isEqualTo(mode);
    }

    /** The scanner's buffer has an end, and what follows the first half of a pair is read beyond it. */
    @Test
    void shouldReadPairsOfSurrogatesAnywhere() {
        for (String odd : List.of("\uD83D\uDE00", "\uD83D\uDE00".repeat(3))) {
            for (int before = 1_000; before < 1_060; before++) {
                String yaml = "# " + "x".repeat(before) + odd + "x".repeat(2_000) + odd + "\n" + MINIMAL;

                assertThat(reader(Map.of()).read("weir.yaml", yaml))
                        .as("%d characters before it", before)
                        .isInstanceOf(ConfigResult.Valid.class);
            }
        }
    }

    @Test
    void shouldFillInDefaults() {
        WeirConfig config = valid(reader(Map.of()).read("weir.yaml", MINIMAL));

        assertThat(config.server()).isEqualTo(ServerConfig.DEFAULT);
        assertThat(config.gpu()).isEqualTo(GpuMode.AUTO);
        assertThat(config.kafka()).isEmpty();
        PipelineConfig pipeline = config.pipelines().get(0);
        assertThat(pipeline.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(pipeline.threads()).isEqualTo(1);
        assertThat(pipeline.store()).isEqualTo(StoreChoice.AUTO);
        assertThat(pipeline.filters()).isEmpty();
        assertThat(pipeline.input()).isEqualTo(new InputConfig(List.of("llm.raw"), "auto", 30_000, 8 << 20));
    }

    @ParameterizedTest
    @EnumSource(StoreChoice.class)
    void shouldTakeEachStore(StoreChoice store) {
        String yaml = MINIMAL + "    store: " + store.written() + "\n";

        assertThat(valid(reader(Map.of()).read("weir.yaml", yaml))
                        .pipelines()
                        .get(0)
                        .store())
                .isEqualTo(store);
    }

    @Test
    void shouldTakeAFilterByItsNameAlone() {
        String yaml = MINIMAL + "    filters: [strip-thinking, repair-json: , detect-loops: { min-repeats: 9 }]\n";

        List<FilterConfig> filters = valid(reader(Map.of()).read("weir.yaml", yaml))
                .pipelines()
                .get(0)
                .filters();

        assertThat(filters)
                .extracting(filter -> filter.type().name())
                .containsExactly("strip-thinking", "repair-json", "detect-loops");
        assertThat(filters.get(1).values().number("max-held")).isEqualTo(65_536);
        assertThat(filters.get(2).values().number("min-repeats")).isEqualTo(9);
        assertThat(filters.get(2).written()).containsExactly(Map.entry("min-repeats", "9"));
    }

    @Test
    void shouldPutAPipelinesKafkaPropertiesOnTopOfTheCommonOnes() {
        String yaml = "kafka: { a: 1, b: true }\n" + MINIMAL + "    kafka: { b: 2.50, c: '' }\n";

        WeirConfig config = valid(reader(Map.of()).read("weir.yaml", yaml));

        assertThat(config.kafka()).isEqualTo(Map.of("a", "1", "b", "true"));
        assertThat(config.pipelines().get(0).kafka()).isEqualTo(Map.of("a", "1", "b", "2.50", "c", ""));
    }

    @Test
    void shouldPutInTheEnvironmentsValues() {
        String yaml = """
            kafka:
              set: "<${NAME}>"
              empty: "<${EMPTY:unused}>"
              default: "<${UNSET:a:b}>"
              emptyDefault: "<${UNSET:}>"
              twice: ${NAME}${NAME}
              escaped: "<$${NAME}>"
              money: "$5 $$ $"
              injected: ${YAML}
            """ + MINIMAL.replace("topics: llm.raw", "topics: \"${NAME}.raw\"");

        WeirConfig config = valid(reader(Map.of("NAME", "weir", "EMPTY", "", "YAML", "{ a: 1 }\nserver: 2"))
                .read("weir.yaml", yaml));

        assertThat(config.kafka())
                .containsEntry("set", "<weir>")
                .containsEntry("empty", "<>")
                .containsEntry("default", "<a:b>")
                .containsEntry("emptyDefault", "<>")
                .containsEntry("twice", "weirweir")
                .containsEntry("escaped", "<${NAME}>")
                .containsEntry("money", "$5 $$ $")
                .containsEntry("injected", "{ a: 1 }\nserver: 2");
        assertThat(config.pipelines().get(0).input().topics()).containsExactly("weir.raw");
    }

    @Test
    void shouldShareValuesThroughAnchors() {
        String yaml = "kafka: &same { a: 1 }\n" + MINIMAL + "    kafka: *same\n";

        assertThat(valid(reader(Map.of()).read("weir.yaml", yaml))
                        .pipelines()
                        .get(0)
                        .kafka())
                .isEqualTo(Map.of("a", "1"));
    }

    @Test
    void shouldNotFollowAnAnchorThatHoldsItself() {
        String yaml = MINIMAL.replace("topics: llm.raw", "topics: &self [*self]");

        assertThat(problem(reader(Map.of()).read("weir.yaml", yaml)))
                .isEqualTo("weir.yaml:4:22: pipelines[0].input.topics[0]: a list is written here;"
                        + " use the name of a topic");
    }

    @Test
    void shouldReadAFileThatBeginsWithAByteOrderMark() throws IOException {
        assertThat(read(("\uFEFF" + MINIMAL).getBytes(StandardCharsets.UTF_8))).isInstanceOf(ConfigResult.Valid.class);
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThat(problem(reader(Map.of()).read(missing))).isEqualTo(missing + ": there is no such file");
        assertThat(problem(reader(Map.of()).read(folder)))
                .isEqualTo(folder + ": this is a directory; name the file in it");
        assertThat(problem(read(new byte[0])))
                .endsWith("weir.yaml: the file is empty; ./weir run needs at least the key pipelines");
        assertThat(problem(read("# nothing\n".getBytes(StandardCharsets.UTF_8))))
                .contains("the file is empty");
        assertThat(problem(read(new byte[(1 << 20) + 1]))).contains("the file has more than 1 MiB");
        assertThat(problem(read("kafka:\n  é: \u00E9".getBytes(StandardCharsets.ISO_8859_1))))
                .endsWith("weir.yaml:2:3: the file is not UTF-8 (byte 9); save it as UTF-8");
        assertThat(problem(read("kafka:\n  a: \u0007".getBytes(StandardCharsets.UTF_8))))
                .endsWith("weir.yaml:2:6: the character U+0007 may not stand in YAML");
        assertThat(problem(read("kafka:\n  a: \"\\UFFFFFFFF\"".getBytes(StandardCharsets.UTF_8))))
                .endsWith("weir.yaml:2:7: this escape is no Unicode character");
        assertThat(problem(read("llm".getBytes(StandardCharsets.UTF_8))))
                .endsWith("weir.yaml:1:1: a single value is written here;"
                        + " use a map with the keys kafka, server, gpu, logging, pipelines, tests");
    }

    @Test
    void shouldNotShowAKafkaPropertysValue() {
        String yaml = "kafka: { ssl.key.password: [hunter2], sasl.jaas.config: 'hunter2 ${UNSET}' }\n" + MINIMAL;

        ConfigResult result = reader(Map.of()).read("weir.yaml", yaml);

        assertThat(((ConfigResult.Invalid) result).problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.toJson()).doesNotContain("hunter2"));
    }

    private ConfigResult read(byte[] content) throws IOException {
        return reader(Map.of()).read(Files.write(folder.resolve("weir.yaml"), content));
    }

    private static ConfigReader reader(Map<String, String> environment) {
        return new ConfigReader(FakeFilters.ALL, FakeFilters.FORMATS, environment);
    }

    private static WeirConfig valid(ConfigResult result) {
        assertThat(result).isInstanceOf(ConfigResult.Valid.class);
        return ((ConfigResult.Valid) result).config();
    }

    private static String problem(ConfigResult result) {
        assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        assertThat(problems).hasSize(1);
        return problems.get(0).toText();
    }
}

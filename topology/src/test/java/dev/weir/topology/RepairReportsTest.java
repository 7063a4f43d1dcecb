package dev.weir.topology;

import static dev.weir.topology.Chunks.arguments;
import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.filter.PipelineKind;
import dev.weir.json.RepairJson;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline says about the repairs that it made: in headers, counts and alerts. */
class RepairReportsTest {

    private static final String HEADER = "weir-repairs";

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private void start(PipelineKind kind, String format, String... options) {
        pipeline = TestPipeline.start(
                TestPipeline.config(
                        kind,
                        format,
                        Guarantee.AT_LEAST_ONCE,
                        TestPipeline.filter(new StripThinking()),
                        TestPipeline.filter(new RepairJson(), options)),
                stateDirectory);
    }

    @Test
    void shouldNameTheRepairsOfARecordInAHeaderIfAsked() {
        start(PipelineKind.LOG, "text", "report-header=true");
        pipeline.send("k", "<think>hm</think>{'a': [1, 2,]", Map.of("own", "kept"));
        pipeline.send("k", "{\"a\": 1}");
        List<Sent> clean = pipeline.clean();
        assertThat(clean.get(0).value()).isEqualTo("{\"a\": [1, 2]}");
        assertThat(clean.get(0).headers())
                .containsExactly(
                        Map.entry("own", "kept"),
                        Map.entry("weir-flags", "thinking,json-repaired"),
                        Map.entry(HEADER, "single-quotes@1>1,trailing-comma@12>12,truncated@13>12"));
        assertThat(clean.get(1).headers()).isEmpty();
    }

    @Test
    void shouldHaveNoSuchHeaderUnasked() {
        start(PipelineKind.LOG, "text");
        pipeline.send("k", "{'a': 1}");
        assertThat(pipeline.clean().get(0).headers()).containsExactly(Map.entry("weir-flags", "json-repaired"));
    }

    @Test
    void shouldNameTheRepairsOfAStreamWithTheRecordsThatTheyWereMadeIn() {
        start(PipelineKind.LLM, "openai", "report-header=true");
        pipeline.send("k", content("c1", "{'a': "));
        pipeline.send("k", content("c1", "\\\"b\\\""));
        pipeline.send("k", content("c1", ", 'c': None}"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.clean())
                .extracting(sent -> sent.header(HEADER))
                .containsExactly("single-quotes@1>1", "absent", "single-quotes@11>11,literal@16>16", "absent");
    }

    @Test
    void shouldNameTheRepairsOfTextThatIsReleasedAtTheIdleTimeout() {
        start(PipelineKind.LLM, "openai", "report-header=true");
        pipeline.send("k", arguments("c1", 0, "{\\\"a\\\": 1"));
        pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
        assertThat(pipeline.clean()).extracting(sent -> sent.header(HEADER)).containsExactly("absent", "truncated@7>7");
    }

    @Test
    void shouldNameTheRepairsOfACallWithTheRecordThatHasItsText() {
        start(PipelineKind.LLM, "openai", "report-header=true");
        pipeline.send("k", arguments("c1", 0, "{\\\"first\\\": 1"));
        pipeline.send("k", arguments("c1", 1, "{'b': 2"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.clean())
                .extracting(sent -> sent.header(HEADER))
                .containsExactly("absent", "single-quotes@1>1", "truncated@7>7", "truncated@11>11");
        assertThat(pipeline.metrics().count("json repair/truncated")).isEqualTo(2);
    }

    @Test
    void shouldCutTheHeaderOffAtAKibibyteAndCountTheRest() {
        start(PipelineKind.LOG, "text", "report-header=true");
        pipeline.send("k", "[" + "'a', ".repeat(100) + "1]");
        String header = pipeline.clean().get(0).header(HEADER);
        assertThat(header).hasSizeBetween(950, 1_024).startsWith("single-quotes@1>1,single-quotes@6>6,");
        int named = header.split(",", -1).length - 1;
        assertThat(header).endsWith(",+" + (100 - named));
    }

    @Test
    void shouldCountEveryRepairByItsKind() {
        start(PipelineKind.LOG, "text");
        pipeline.send("k", "{'a': True, 'b': None}");
        pipeline.send("k", "[1, 2");
        pipeline.send("k", "['x', False");
        assertThat(pipeline.metrics().count("json repair/single-quotes")).isEqualTo(3);
        assertThat(pipeline.metrics().count("json repair/literal")).isEqualTo(3);
        assertThat(pipeline.metrics().count("json repair/truncated")).isEqualTo(2);
        assertThat(pipeline.metrics().count("json repair/think")).isZero();
    }

    @Test
    void shouldCountTheRepairsOfAStreamThroughAllOfItsRecordsOnce() {
        start(PipelineKind.LLM, "openai");
        pipeline.send("k", arguments("c1", 0, "{'a': Tr"));
        pipeline.send("k", arguments("c1", 0, "ue, 'b"));
        pipeline.send("k", arguments("c1", 0, "': [1"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.metrics().count("json repair/single-quotes")).isEqualTo(2);
        assertThat(pipeline.metrics().count("json repair/literal")).isEqualTo(1);
        assertThat(pipeline.metrics().count("json repair/truncated")).isEqualTo(1);
    }

    @Test
    void shouldAlertWhereAndWhyAStreamIsGivenUp() {
        start(PipelineKind.LLM, "text", "max-depth=2");
        pipeline.send("k", "[1, [2, ");
        pipeline.send("k", "[3]]]");
        pipeline.send("k", "", Map.of("weir-end", "true"));
        assertThat(pipeline.alerts())
                .extracting(Sent::value)
                .containsExactly("{\"type\":\"json\",\"kind\":\"refused\",\"pipeline\":\"test\",\"key\":\"k\","
                        + "\"stream\":\"k\",\"channel\":\"content\",\"offset\":8,"
                        + "\"reason\":\"more than 2 containers are open\",\"time\":1700000000000}");
        assertThat(String.join(
                        "", pipeline.cleanValues().stream().map(String::valueOf).toList()))
                .startsWith("[1, [2")
                .endsWith("]]");
    }

    @Test
    void shouldSayWhereAndWhyADocumentIsDeadAndCountNoRepairOfIt() {
        start(PipelineKind.LOG, "text", "max-depth=2");
        pipeline.send("k", "['a', [2, [3]]]");
        assertThat(pipeline.clean()).isEmpty();
        assertThat(pipeline.alerts()).isEmpty();
        assertThat(pipeline.dead().get(0).headers())
                .containsEntry("weir-error-reason", "refused")
                .containsEntry("weir-error-stage", "repair-json")
                .containsEntry("weir-error-message", "more than 2 containers are open at byte 10");
        assertThat(pipeline.metrics().count("dead letter/refused")).isEqualTo(1);
        assertThat(pipeline.metrics().count("json repair/single-quotes")).isZero();
    }
}

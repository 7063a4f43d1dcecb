package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.CpuEngine;
import dev.weir.batch.GpuMode;
import dev.weir.batch.Router;
import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.match.Match;
import dev.weir.processor.PipelineEvents;
import dev.weir.processor.PipelineMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pipeline says of the words that it finds. */
class MatchPipelineTest {

    private static final String HEADER = "weir-matches";
    private static final String PATTERNS =
            "patterns={\"disk\": [\"no space\", \"I/O error\"], \"net\": [\"reset\", \"timeout\"]}";

    @TempDir
    private Path folder;

    private TestPipeline start(PipelineKind kind, String format, String... options) {
        List<String> all = new ArrayList<>(List.of(PATTERNS));
        all.addAll(Arrays.asList(options));
        FilterConfig filter = TestPipeline.filter(new Match(), all.toArray(String[]::new));
        return TestPipeline.start(
                TestPipeline.config(kind, format, Guarantee.AT_LEAST_ONCE, filter), folder.resolve("state"));
    }

    @Test
    void shouldNameTheCategoriesOfALineInAHeader() {
        try (TestPipeline pipeline = start(PipelineKind.LOG, "auto")) {
            pipeline.send("k", "{\"msg\": \"connection reset, no space\"}", Map.of("own", "kept"));
            pipeline.send("k", "all is well");
            List<Sent> clean = pipeline.clean();

            assertThat(clean.get(0).value()).isEqualTo("{\"msg\": \"connection reset, no space\"}");
            assertThat(clean.get(0).headers())
                    .containsExactly(
                            Map.entry("own", "kept"), Map.entry("weir-flags", "match"), Map.entry(HEADER, "disk,net"));
            assertThat(clean.get(1).headers()).isEmpty();
            assertThat(pipeline.alerts()).isEmpty();
            assertThat(pipeline.metrics().count("match/tagged")).isEqualTo(1);
        }
    }

    @Test
    void shouldNameThemWithTheRecordThatSaysSoInAStream() {
        try (TestPipeline pipeline = start(PipelineKind.LLM, "openai", "on-match=alert")) {
            pipeline.send("k", content("c1", "a time"));
            pipeline.send("k", content("c1", "out"));
            pipeline.send("k", content("c1", " and no timeouts, a reset"));
            pipeline.send("k", finish("c1"));

            assertThat(pipeline.clean())
                    .extracting(sent -> sent.header(HEADER))
                    .containsExactly("absent", "absent", "net", "net");
            List<Sent> alerts = pipeline.alerts();
            assertThat(alerts).hasSize(1);
            assertThat(alerts.get(0).value())
                    .contains(
                            "\"type\":\"match\",\"kind\":\"net\"",
                            "\"channel\":\"content\",\"offset\":2,\"pattern\":\"timeout\",")
                    .doesNotContain("sample");
        }
    }

    @Test
    void shouldGoOnInTheMiddleOfAWordAfterACrash() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LLM,
                "openai",
                Guarantee.AT_LEAST_ONCE,
                TestPipeline.filter(new Match(), PATTERNS, "on-match=alert"));
        try (TestPipeline first = TestPipeline.start(config, folder.resolve("first"))) {
            first.send("k", content("c1", "a reset and no spa"));
            try (TestPipeline second = first.crash(folder.resolve("second"))) {
                second.send("k", content("c1", "unseen")); // its offset is that of a record seen before
                second.send("k", content("c1", "ce, reset!"));

                assertThat(second.alerts())
                        .singleElement()
                        .extracting(Sent::value)
                        .asString()
                        .contains("\"kind\":\"disk\"", "\"offset\":12");
                assertThat(second.clean())
                        .last()
                        .extracting(sent -> sent.header(HEADER))
                        .isEqualTo("disk,net");
            }
        }
    }

    @Test
    void shouldDropLinesAndCountThem() {
        try (TestPipeline pipeline = start(PipelineKind.LOG, "auto", "on-match=drop")) {
            pipeline.send("k", "connection reset");
            pipeline.send("k", "all is well");
            pipeline.send("k", "a timeout of 3 s");

            assertThat(pipeline.cleanValues()).containsExactly("all is well");
            assertThat(pipeline.dead()).isEmpty();
            assertThat(pipeline.alerts()).isEmpty();
            assertThat(pipeline.metrics().count("match/dropped")).isEqualTo(2);
        }
    }

    private List<?> lookaheads(PipelineKind kind, boolean hasDevice, FilterConfig... filters) {
        Router router = new Router(
                new CpuEngine(1),
                hasDevice ? new CpuEngine(1) : null,
                hasDevice ? GpuMode.REQUIRED : GpuMode.OFF,
                BatchListener.NONE);
        return PipelineTopology.build(
                        TestPipeline.config(kind, "auto", Guarantee.AT_LEAST_ONCE, filters),
                        PipelineMetrics.NONE,
                        PipelineEvents.NONE,
                        SessionStore.ROCKSDB,
                        new Batcher(router, 1 << 20))
                .lookaheads();
    }

    @Test
    void shouldLookAheadWhereACardMayFindTheWordsOfLines() {
        FilterConfig match = TestPipeline.filter(new Match(), PATTERNS);
        FilterConfig near = TestPipeline.filter(new Deduplicate(), "similarity=0.9");

        assertThat(lookaheads(PipelineKind.LOG, true, match)).hasSize(1);
        assertThat(lookaheads(PipelineKind.LOG, true, match, near)).hasSize(2);
        assertThat(lookaheads(PipelineKind.LOG, true, near, match)).hasSize(1);
        assertThat(lookaheads(PipelineKind.LOG, false, match)).isEmpty();
        assertThat(lookaheads(PipelineKind.LLM, true, match)).isEmpty();
    }
}

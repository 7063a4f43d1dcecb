package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.processor.PipelineMetrics;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines that are compared whatever their keys. */
class GlobalDeduplicateTest {

    @TempDir
    private Path stateDirectory;

    private static PipelineConfig config(Guarantee guarantee, FilterConfig... more) {
        FilterConfig[] filters = new FilterConfig[more.length + 2];
        filters[0] = TestPipeline.filter(new StripThinking());
        filters[1] = TestPipeline.filter(new Deduplicate(), "scope=global", "window=60s", "summary-interval=0ms");
        System.arraycopy(more, 0, filters, 2, more.length);
        return TestPipeline.config(PipelineKind.LOG, "auto", guarantee, filters);
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldCompareLinesOfAllKeysAndRestoreWhatTheyCameWith(Guarantee guarantee) {
        try (TestPipeline pipeline = TestPipeline.start(config(guarantee), stateDirectory)) {
            pipeline.setEventTime(TestPipeline.START_MS + 7);
            pipeline.send("host-1", "<think>hm</think>disk 7 is full", Map.of("level", "error"));
            pipeline.setEventTime(TestPipeline.START_MS + 9);
            pipeline.send("host-2", "disk 8 is full");
            pipeline.send(null, "disk 9 is full");
            pipeline.send(null, "cpu is hot");
            pipeline.send("host-2", "status 500");
            pipeline.send("host-1", "status 503");
            var clean = pipeline.clean();
            assertThat(clean)
                    .extracting(Sent::value)
                    .containsExactly("disk 7 is full", "cpu is hot", "status 500", "status 503");
            assertThat(clean).extracting(Sent::key).containsExactly("host-1", null, "host-2", "host-1");
            assertThat(clean.get(0).timestampMs()).isEqualTo(TestPipeline.START_MS + 7);
            assertThat(clean.get(0).headers())
                    .containsOnly(Map.entry("level", "error"), Map.entry("weir-flags", "thinking"));
            assertThat(clean.get(1).headers()).isEmpty();
            assertThat(pipeline.thinkingValues()).containsExactly("hm");
            assertThat(pipeline.metrics().count("duplicates")).isEqualTo(2);
            pipeline.advanceWallClock(60_000);
            assertThat(pipeline.duplicates())
                    .singleElement()
                    .extracting(Sent::value)
                    .asString()
                    .contains("\"template\":\"disk <*> is full\"", "\"suppressed\":2");
        }
    }

    @Test
    void shouldPassTombstonesWithTheirKeysAndRunFiltersBehind() {
        try (TestPipeline pipeline = TestPipeline.start(
                config(Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new FailsOnWord())), stateDirectory)) {
            pipeline.send("host", (String) null);
            pipeline.send(null, (String) null);
            pipeline.send("host", "boom");
            pipeline.send("other", "boom");
            assertThat(pipeline.clean()).extracting(Sent::key).containsExactly("host", null);
            assertThat(pipeline.dead()).singleElement().extracting(Sent::key).isEqualTo("host");
        }
    }

    @Test
    void shouldSplitTheWorkInTwo() {
        TopologyDescription topology = PipelineTopology.build(config(Guarantee.EXACTLY_ONCE), PipelineMetrics.NONE)
                .describe();
        assertThat(topology.subtopologies()).hasSize(2);
        assertThat(TopologyGraph.draw(List.of(config(Guarantee.EXACTLY_ONCE)), TopologyGraph.Language.MERMAID))
                .contains("deduplicate-repartition", "[(\"windows\")]");
    }
}

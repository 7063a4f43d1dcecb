package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.config.StoreChoice;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.processor.PipelineMetrics;
import dev.weir.thinking.StripThinking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class TopologyGraphTest {

    private static Topology topology(PipelineConfig config) {
        return PipelineTopology.build(config, PipelineMetrics.NONE);
    }

    private static Map<String, Topology> two() {
        Map<String, Topology> topologies = new LinkedHashMap<>();
        topologies.put(
                "llm",
                topology(TestPipeline.config(
                        PipelineKind.LLM, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new StripThinking()))));
        topologies.put(
                "logs",
                topology(TestPipeline.config(
                        PipelineKind.LOG, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new Deduplicate()))));
        return topologies;
    }

    @Test
    void shouldDrawTheWayOfARecordInMermaid() {
        PipelineConfig whole = TestPipeline.config(
                PipelineKind.LLM, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new StripThinking()));
        PipelineConfig config = new PipelineConfig(
                "llm",
                whole.kind(),
                whole.guarantee(),
                whole.input(),
                whole.filters(),
                new OutputsConfig("llm.clean", null, null, null, "llm.dead"),
                1,
                StoreChoice.AUTO,
                Map.of());
        String drawn = TopologyGraph.draw(Map.of("llm", topology(config)), TopologyGraph.Language.MERMAID);
        assertThat(drawn.lines())
                .startsWith("flowchart LR")
                .anyMatch(line -> line.strip().matches("subgraph n\\d+\\[\"llm\"]"))
                .anyMatch(line -> line.strip().matches("n\\d+\\(\\[\"raw\"]\\)"))
                .anyMatch(line -> line.strip().matches("n\\d+\\[\"filters\"]"))
                .anyMatch(line -> line.strip().matches("n\\d+\\[\\(\"sessions\"\\)]"))
                .contains("  end");
        String raw = id(drawn, "([\"raw\"])");
        String filters = id(drawn, "[\"filters\"]");
        assertThat(drawn)
                .contains(raw + " --> " + filters + "\n")
                .contains(filters + " --> " + id(drawn, "([\"llm.clean\"])") + "\n")
                .contains(filters + " --> " + id(drawn, "([\"llm.dead\"])") + "\n")
                .contains(filters + " -.- " + id(drawn, "[(\"sessions\")]") + "\n")
                .doesNotContain("commit", "duplicates", "thinking");
    }

    private static String id(String drawn, String shape) {
        return drawn.lines()
                .map(String::strip)
                .filter(line -> line.endsWith(shape))
                .map(line -> line.substring(0, line.length() - shape.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + shape + " in " + drawn));
    }

    @Test
    void shouldLeadRecordsThroughTheProcessorsInOrder() {
        String drawn = TopologyGraph.draw(two(), TopologyGraph.Language.MERMAID);
        assertThat(drawn).contains(" --> " + id(drawn, "[\"deduplicate\"]") + "\n");
        assertThat(drawn).contains(id(drawn, "[\"deduplicate\"]") + " -.- " + id(drawn, "[(\"windows\")]") + "\n");
    }

    @Test
    void shouldDrawATopicOfTwoPipelinesOnce() {
        String drawn = TopologyGraph.draw(two(), TopologyGraph.Language.MERMAID);
        assertThat(drawn.lines().filter(line -> line.contains("[\"raw\"]"))).hasSize(1);
        String raw = id(drawn, "([\"raw\"])");
        assertThat(drawn.lines().filter(line -> line.strip().startsWith(raw + " -->")))
                .hasSize(2);
    }

    @Test
    void shouldDrawTheSameInDot() {
        String drawn = TopologyGraph.draw(two(), TopologyGraph.Language.DOT);
        assertThat(drawn)
                .startsWith("digraph weir {\n")
                .endsWith("}\n")
                .contains("subgraph \"cluster_llm\" {", "subgraph \"cluster_logs\" {")
                .contains("[label=\"raw\", shape=oval];")
                .contains("[label=\"filters\", shape=box];")
                .contains("[label=\"windows\", shape=cylinder];")
                .contains("style=dotted");
        assertThat(drawn.chars().filter(c -> c == '{').count())
                .isEqualTo(drawn.chars().filter(c -> c == '}').count());
        String mermaid = TopologyGraph.draw(two(), TopologyGraph.Language.MERMAID);
        assertThat(drawn.lines().filter(line -> line.contains(" -> "))).hasSize((int) mermaid.lines()
                .filter(line -> line.contains(" --> ") || line.contains(" -.- "))
                .count());
    }

    @Test
    void shouldLabelAProcessorWithTheFiltersItRuns() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LOG,
                "auto",
                Guarantee.AT_LEAST_ONCE,
                TestPipeline.filter(new StripThinking()),
                TestPipeline.filter(new Deduplicate()));
        assertThat(TopologyGraph.draw(List.of(config), TopologyGraph.Language.MERMAID))
                .contains("[\"strip-thinking\"]", "[\"deduplicate\"]")
                .doesNotContain("[\"filters\"]");
    }
}

package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.PipelineConfig;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.PipelineKind;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartSummaryTest {

    private static final URI SERVER = URI.create("http://127.0.0.1:9404/");

    private static StartSummary summary(String pipelines, SessionStore store, @Nullable String cardProblem) {
        ConfigReader reader =
                new ConfigReader(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), Map.of());
        ConfigResult result = reader.read("weir.yaml", "pipelines:\n" + pipelines);
        List<PipelineConfig> read = ((ConfigResult.Valid) result).config().pipelines();
        return StartSummary.of(
                read.stream()
                        .map(each -> new StartSummary.Running(each, each.kind() == PipelineKind.LLM ? store : null))
                        .toList(),
                SERVER,
                "the processor",
                cardProblem);
    }

    private static final String TWO = """
          - name: llm
            kind: llm
            input: { topics: [llm.raw, more.raw] }
            filters: [strip-thinking, repair-json]
            outputs: { clean: llm.clean, thinking: llm.thinking, alerts: llm.alerts, dead: llm.dead }
          - name: raw-logs
            kind: log
            guarantee: exactly-once
            threads: 2
            input: { topics: logs.raw }
            outputs: { clean: logs.clean, alerts: logs.alerts, dead: logs.dead }
        """;

    @Test
    void shouldSayInAFewLinesWhatRuns() {
        assertThat(summary(TWO, SessionStore.CHRONICLE, null).lines())
                .containsExactly(
                        "Pipeline llm       llm.raw, more.raw -> llm.clean",
                        "                   thinking -> llm.thinking, alerts -> llm.alerts, dead -> llm.dead",
                        "                   strip-thinking, repair-json; at-least-once, 1 thread, open streams in"
                                + " chronicle",
                        "Pipeline raw-logs  logs.raw -> logs.clean",
                        "                   alerts -> logs.alerts, dead -> logs.dead",
                        "                   no filters; exactly-once, 2 threads",
                        "Page               http://127.0.0.1:9404/",
                        "Metrics            http://127.0.0.1:9404/metrics; health on /healthz and /readyz",
                        "Heavy work         the processor");
    }

    @Test
    void shouldSayWhatIsSwitchedOffAndWhy() {
        String bare = """
              - name: llm
                kind: llm
                input: { topics: llm.raw }
                filters: [strip-thinking]
                outputs: { clean: llm.clean, dead: llm.dead }
              - name: dropping
                kind: llm
                store: rocksdb
                input: { topics: llm.raw }
                filters: [strip-thinking: { mode: drop }]
                outputs: { clean: other.clean, alerts: other.alerts, dead: other.dead }
              - name: logs
                kind: log
                input: { topics: logs.raw }
                filters: [deduplicate]
                outputs: { clean: logs.clean, alerts: logs.alerts, dead: logs.dead }
            """;

        assertThat(summary(bare, SessionStore.ROCKSDB, "no driver; looked in /usr/lib")
                        .off())
                .containsExactly(
                        "graphics card: no driver (./weir devices says more)",
                        "llm, store chronicle: this Java cannot run it, so RocksDB keeps open streams",
                        "llm, thinking: has no topic",
                        "llm, alerts: has no topic",
                        "logs, duplicates: has no topic");
    }

    @Test
    void shouldSayTheSameToMachines() {
        StartSummary summary = summary(TWO, SessionStore.MEMORY, "no driver");

        assertThat(summary.text()).isEqualTo("Weir runs llm, raw-logs on http://127.0.0.1:9404/");
        assertThat(summary.members())
                .containsEntry("url", "http://127.0.0.1:9404/")
                .containsEntry("heavy_work", "the processor")
                .containsEntry("off", List.of("graphics card: no driver (./weir devices says more)"));
        assertThat((List<?>) summary.members().get("pipelines"))
                .first()
                .isEqualTo(Map.of(
                        "name",
                        "llm",
                        "input",
                        List.of("llm.raw", "more.raw"),
                        "outputs",
                        Map.of(
                                "clean", "llm.clean",
                                "thinking", "llm.thinking",
                                "alerts", "llm.alerts",
                                "dead", "llm.dead"),
                        "filters",
                        List.of("strip-thinking", "repair-json"),
                        "guarantee",
                        "at-least-once",
                        "threads",
                        1,
                        "store",
                        "memory"));
    }
}

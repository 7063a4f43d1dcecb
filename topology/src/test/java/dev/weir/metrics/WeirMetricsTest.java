package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.processor.PipelineMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class WeirMetricsTest {

    private final WeirMetrics metrics = new WeirMetrics();
    private final PipelineMetrics llm = metrics.pipeline("llm");

    @Test
    void shouldCountUnderTheNamesAndLabelsThatUsersRelyOn() {
        llm.record("strip-thinking", "changed", 3);
        llm.record(PipelineMetrics.CHAIN, "passed", 2);
        llm.bytesIn(100);
        llm.bytesOut(70);
        llm.thinkingBytes(30);
        llm.jsonRepair("missing-comma");
        llm.loop("exact");
        llm.duplicates(5);
        llm.deadLetter("refused");
        llm.sessionsChanged(4);
        llm.heldBackChanged(12);

        PrometheusText text = scrape();

        assertThat(text.value("weir_records_total{filter=\"strip-thinking\",outcome=\"changed\",pipeline=\"llm\"}"))
                .isEqualTo(3);
        assertThat(text.value("weir_records_total{filter=\"chain\",outcome=\"passed\",pipeline=\"llm\"}"))
                .isEqualTo(2);
        assertThat(text.value("weir_bytes_total{direction=\"in\",pipeline=\"llm\"}"))
                .isEqualTo(100);
        assertThat(text.value("weir_bytes_total{direction=\"out\",pipeline=\"llm\"}"))
                .isEqualTo(70);
        assertThat(text.value("weir_thinking_bytes_total{pipeline=\"llm\"}")).isEqualTo(30);
        assertThat(text.value("weir_json_repairs_total{kind=\"missing-comma\",pipeline=\"llm\"}"))
                .isEqualTo(1);
        assertThat(text.value("weir_loops_total{kind=\"exact\",pipeline=\"llm\"}"))
                .isEqualTo(1);
        assertThat(text.value("weir_duplicates_total{pipeline=\"llm\"}")).isEqualTo(5);
        assertThat(text.value("weir_dead_letters_total{pipeline=\"llm\",reason=\"refused\"}"))
                .isEqualTo(1);
        assertThat(text.value("weir_dead_letters_total{pipeline=\"llm\",reason=\"malformed\"}"))
                .as("a reason without a dead letter so far")
                .isZero();
        assertThat(text.value("weir_sessions{pipeline=\"llm\"}")).isEqualTo(4);
        assertThat(text.value("weir_held_back_bytes{pipeline=\"llm\"}")).isEqualTo(12);
    }

    @Test
    void shouldTypeCountersGaugesAndTheHistogram() {
        llm.filterSeconds("match", 3e-6);
        llm.record("match", "passed", 1);

        PrometheusText text = scrape();

        assertThat(text.family("weir_records_total").type()).isEqualTo("counter");
        assertThat(text.family("weir_sessions").type()).isEqualTo("gauge");
        assertThat(text.family("weir_filter_seconds").type()).isEqualTo("histogram");
    }

    @Test
    void shouldSpreadTheTimeOfAFilterOverBucketsFromAMicrosecondToASecond() {
        llm.filterSeconds("match", 1e-6);
        llm.filterSeconds("match", 3e-6);
        llm.filterSeconds("match", 2);

        PrometheusText text = scrape();

        String of = "filter=\"match\",le=\"%s\",pipeline=\"llm\"}";
        assertThat(text.value("weir_filter_seconds_bucket{" + of.formatted("1.0E-6")))
                .isEqualTo(1);
        assertThat(text.value("weir_filter_seconds_bucket{" + of.formatted("2.5E-6")))
                .isEqualTo(1);
        assertThat(text.value("weir_filter_seconds_bucket{" + of.formatted("5.0E-6")))
                .isEqualTo(2);
        assertThat(text.value("weir_filter_seconds_bucket{" + of.formatted("1.0")))
                .isEqualTo(2);
        assertThat(text.value("weir_filter_seconds_count{filter=\"match\",pipeline=\"llm\"}"))
                .isEqualTo(3);
        assertThat(text.value("weir_filter_seconds_sum{filter=\"match\",pipeline=\"llm\"}"))
                .isCloseTo(2.000004, within(1e-9));
    }

    @Test
    void shouldStartTheCountsOfAPipelineAtZeroSoThatRatesSeeTheFirstEvent() {
        metrics.pipeline("idle");

        assertThat(scrape().value("weir_duplicates_total{pipeline=\"idle\"}")).isZero();
        assertThat(scrape().value("weir_bytes_total{direction=\"in\",pipeline=\"idle\"}"))
                .isZero();
    }

    @Test
    void shouldSumTheGaugesOverTheTasksAndTakeBackThoseOfAClosedTask() {
        metrics.pipeline("llm").sessionsChanged(3);
        metrics.pipeline("llm").sessionsChanged(2);
        metrics.pipeline("llm").sessionsChanged(-3);

        assertThat(scrape().value("weir_sessions{pipeline=\"llm\"}")).isEqualTo(2);
    }

    @Test
    void shouldCountUnknownKindsBeyondAHundredAsOther() {
        for (int i = 0; i < 250; i++) {
            llm.jsonRepair("kind-" + i);
        }
        llm.jsonRepair("kind-7");

        PrometheusText text = scrape();

        assertThat(text.family("weir_json_repairs_total").samples()).hasSize(101);
        assertThat(text.value("weir_json_repairs_total{kind=\"other\",pipeline=\"llm\"}"))
                .isEqualTo(150);
        assertThat(text.value("weir_json_repairs_total{kind=\"kind-7\",pipeline=\"llm\"}"))
                .isEqualTo(2);
    }

    @Test
    void shouldKeepTwoInstancesInOneProcessApart() {
        llm.duplicates(1);

        assertThat(PrometheusText.parse(new WeirMetrics().scrape(null)).series())
                .noneMatch(series -> series.contains("llm"));
    }

    @Test
    void shouldShowTheJvm() {
        PrometheusText text = scrape();

        assertThat(text.has("jvm_memory_used_bytes") || text.has("jvm_memory_bytes_used"))
                .isTrue();
        assertThat(text.has("process_cpu_seconds_total")).isTrue();
    }

    @Test
    void shouldNotShowWhenEachCounterWasCreated() {
        assertThat(scrape().families().keySet()).noneMatch(name -> name.endsWith("_created"));
    }

    @Test
    void shouldSpeakOpenMetricsToThoseWhoAskForIt() {
        Scrape scrape = metrics.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(scrape.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(scrape.body(), StandardCharsets.UTF_8))
                .contains("# TYPE weir_duplicates counter\n")
                .endsWith("# EOF\n");
        assertThat(metrics.scrape("text/plain").contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void shouldLoseNoCountWhenTasksCountAndPrometheusScrapesAtOnce() throws Exception {
        int tasks = 4;
        int rounds = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                done.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < rounds; i++) {
                        llm.record("match", "outcome-" + i % 150, 1);
                        llm.sessionsChanged(i % 2 == 0 ? 1 : -1);
                        llm.filterSeconds("match", 1e-5);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (int i = 0; i < 20; i++) {
                metrics.scrape(null);
            }
            for (Future<?> task : done) {
                task.get();
            }
        } finally {
            threads.shutdownNow();
        }

        PrometheusText text = scrape();
        assertThat(text.family("weir_records_total").samples()).hasSize(101);
        assertThat(text.family("weir_records_total").samples().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo((double) tasks * rounds);
        assertThat(text.value("weir_sessions{pipeline=\"llm\"}")).isZero();
        assertThat(text.value("weir_filter_seconds_count{filter=\"match\",pipeline=\"llm\"}"))
                .isEqualTo((double) tasks * rounds);
    }

    private PrometheusText scrape() {
        return PrometheusText.parse(metrics.scrape(null));
    }
}

package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of the bridge, on Kafka's own metrics registry without a client around it. */
final class KafkaMetricsBridgeTest {

    private final WeirMetrics metrics = new WeirMetrics();
    private final Metrics kafka = kafkaMetrics(RecordingLevel.INFO);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void shouldNameMetricsAndTagsAsMicrometerDoes() {
        counter("records-consumed-total", "consumer-fetch-manager-metrics", Map.of("client-id", "c1"), 7);
        gauge("some.name with-odd:signs", "my-metrics", Map.of("node-id", "node-1"), 2);

        PrometheusText text = scrape();

        String consumed = "kafka_consumer_fetch_manager_records_consumed_total";
        assertThat(text.family(consumed).type()).isEqualTo("counter");
        assertThat(text.value(consumed + "{client_id=\"c1\"}")).isEqualTo(7);
        assertThat(text.family("kafka_my_some_name_with_odd_signs").type()).isEqualTo("gauge");
        assertThat(text.value("kafka_my_some_name_with_odd_signs{node_id=\"node-1\"}"))
                .isEqualTo(2);
    }

    @Test
    void shouldSayToWhichPipelineAClientBelongs() {
        Map<String, Object> properties = new HashMap<>();
        metrics.reportKafka(properties, "llm");
        KafkaMetricsBridge bridge = new KafkaMetricsBridge();
        bridge.configure(properties);
        try (Metrics client = new Metrics(new MetricConfig(), List.of(bridge), Time.SYSTEM)) {
            client.addMetric(name("size", "my-metrics", Map.of("client-id", "c1")), (Gauge<Long>) (config, now) -> 3L);

            assertThat(scrape().value("kafka_my_size{client_id=\"c1\",pipeline=\"llm\"}"))
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldKeepAConnectionCountAGaugeUnderItsPlainName() {
        gauge("connection-count", "consumer-metrics", Map.of("client-id", "c1"), 3);

        assertThat(scrape().family("kafka_consumer_connection_count").type()).isEqualTo("gauge");
    }

    @Test
    void shouldUnifyTheLabelsOfAFamily() {
        String group = "consumer-fetch-manager-metrics";
        counter("bytes-consumed-total", group, Map.of("client-id", "c1"), 10);
        counter("bytes-consumed-total", group, Map.of("client-id", "c1", "topic", "logs"), 4);
        counter("bytes-consumed-total", group, Map.of("client-id", "c1", "topic", "llm"), 6);

        PrometheusText text = scrape();

        String name = "kafka_consumer_fetch_manager_bytes_consumed_total";
        assertThat(text.value(name + "{client_id=\"c1\"}")).isEqualTo(10);
        assertThat(text.value(name + "{client_id=\"c1\",topic=\"logs\"}")).isEqualTo(4);
        assertThat(text.value(name + "{client_id=\"c1\",topic=\"llm\"}")).isEqualTo(6);
    }

    @Test
    void shouldShowATopicWithDotsOnceThoughConsumersReportItTwice() {
        String group = "consumer-fetch-manager-metrics";
        counter("bytes-consumed-total", group, Map.of("client-id", "c1", "topic", "llm.raw"), 4);
        counter("bytes-consumed-total", group, Map.of("client-id", "c1", "topic", "llm_raw"), 4);
        counter("bytes-consumed-total", group, Map.of("client-id", "c2", "topic", "llm_raw"), 5);

        assertThat(scrape().family("kafka_consumer_fetch_manager_bytes_consumed_total")
                        .samples())
                .containsOnly(
                        Map.entry(Map.of("client_id", "c1", "topic", "llm.raw"), 4.0),
                        Map.entry(Map.of("client_id", "c2", "topic", "llm_raw"), 5.0));
    }

    @Test
    void shouldEscapeWhatATagMayHold() {
        gauge("lag", "my-metrics", Map.of("processor-node-id", "a\"b\\c\nd"), 1);

        assertThat(scrape().value("kafka_my_lag{processor_node_id=\"a\\\"b\\\\c\\nd\"}"))
                .isEqualTo(1);
    }

    @Test
    void shouldSkipTextExceptTheStateOfAStreamsClient() {
        text("version", "stream-metrics", "4.3.1");
        text("state", "stream-metrics", "RUNNING");
        text("state", "other-metrics", "RUNNING");

        PrometheusText text = scrape();

        assertThat(text.value("kafka_stream_state{state=\"RUNNING\"}")).isEqualTo(1);
        assertThat(text.has("kafka_stream_version")).isFalse();
        assertThat(text.has("kafka_other_state")).isFalse();
    }

    @Test
    void shouldDropTheNumberOfMetrics() {
        assertThat(scrape().families().keySet()).noneMatch(name -> name.startsWith("kafka_count"));
        assertThat(scrape().families().keySet()).noneMatch(name -> name.contains("metrics"));
    }

    @Test
    void shouldSkipAMetricWhoseValueCannotBeReadAndShowTheOthers() {
        kafka.addMetric(name("broken", "my-metrics", Map.of()), (Gauge<Long>) (config, now) -> {
            throw new IllegalStateException("closed");
        });
        gauge("sound", "my-metrics", Map.of(), 1);

        assertThat(scrape().has("kafka_my_sound")).isTrue();
        assertThat(scrape().has("kafka_my_broken")).isFalse();
    }

    @Test
    void shouldForgetAMetricThatKafkaRemoves() {
        MetricName lag = gauge("lag", "my-metrics", Map.of(), 1);
        assertThat(scrape().has("kafka_my_lag")).isTrue();

        kafka.removeMetric(lag);

        assertThat(scrape().has("kafka_my_lag")).isFalse();
    }

    @Test
    void shouldForgetAClientThatClosesAndKeepTheOthers() {
        Metrics other = kafkaMetrics(RecordingLevel.INFO);
        gauge("lag", "my-metrics", Map.of("client-id", "stays"), 1);
        other.addMetric(name("lag", "my-metrics", Map.of("client-id", "goes")), (config, now) -> 2);
        assertThat(scrape().family("kafka_my_lag").samples()).hasSize(2);

        other.close();

        assertThat(scrape().family("kafka_my_lag").samples()).containsOnlyKeys(Map.of("client_id", "stays"));
    }

    @Test
    void shouldShowOneSeriesWhenTwoClientsHaveTheSameName() {
        try (Metrics other = kafkaMetrics(RecordingLevel.INFO)) {
            gauge("lag", "my-metrics", Map.of("client-id", "c"), 1);
            other.addMetric(name("lag", "my-metrics", Map.of("client-id", "c")), (config, now) -> 1);

            assertThat(scrape().value("kafka_my_lag{client_id=\"c\"}")).isEqualTo(1);
        }
    }

    @Test
    void shouldLeaveOutWhatIsOnlyRecordedAtDebug() {
        for (String name : List.of("process-latency-avg", "dropped-records-total", "active-process-ratio")) {
            stat(kafka, name(name, "stream-task-metrics", Map.of("task-id", "0_0")));
        }
        gauge("num-keys", "stream-state-metrics", Map.of("task-id", "0_0"), 9);

        PrometheusText text = scrape();

        assertThat(text.has("kafka_stream_task_process_latency_avg")).isFalse();
        assertThat(text.has("kafka_stream_task_dropped_records_total")).isTrue();
        assertThat(text.has("kafka_stream_task_active_process_ratio")).isTrue();
    }

    @Test
    void shouldShowEverythingWhenTheRecordingLevelIsDebug() {
        try (Metrics debug = kafkaMetrics(RecordingLevel.DEBUG)) {
            stat(debug, name("process-latency-avg", "stream-task-metrics", Map.of("task-id", "0_0")));

            assertThat(scrape().has("kafka_stream_task_process_latency_avg")).isTrue();
        }
    }

    @Test
    void shouldJoinTheReportersThatAreConfiguredAlready() {
        Map<String, Object> none = new HashMap<>();
        Map<String, Object> text = new HashMap<>(Map.of("metric.reporters", "com.example.A, com.example.B"));
        Map<String, Object> empty = new HashMap<>(Map.of("metric.reporters", ""));
        String bridge = KafkaMetricsBridge.class.getName();

        metrics.reportKafka(none);
        metrics.reportKafka(none);
        metrics.reportKafka(text);
        metrics.reportKafka(empty);

        assertThat(none)
                .containsEntry("metric.reporters", List.of("org.apache.kafka.common.metrics.JmxReporter", bridge));
        assertThat(text).containsEntry("metric.reporters", List.of("com.example.A", "com.example.B", bridge));
        assertThat(empty).containsEntry("metric.reporters", List.of(bridge));
    }

    @Test
    void shouldRefuseToBeConfiguredByItsNameAlone() {
        assertThatThrownBy(() -> new KafkaMetricsBridge().configure(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("weir.metrics.collector is missing");
    }

    private Metrics kafkaMetrics(RecordingLevel level) {
        Map<String, Object> properties = new HashMap<>();
        metrics.reportKafka(properties);
        KafkaMetricsBridge bridge = new KafkaMetricsBridge();
        bridge.configure(properties);
        return new Metrics(new MetricConfig().recordLevel(level), List.of(bridge), Time.SYSTEM);
    }

    private void counter(String name, String group, Map<String, String> tags, double value) {
        MetricName metric = name(name, group, tags);
        kafka.sensor(metric.toString()).add(metric, new CumulativeSum(value));
    }

    private MetricName gauge(String name, String group, Map<String, String> tags, double value) {
        MetricName metric = name(name, group, tags);
        kafka.addMetric(metric, (Gauge<Double>) (config, now) -> value);
        return metric;
    }

    private void text(String name, String group, String value) {
        kafka.addMetric(name(name, group, Map.of()), (Gauge<String>) (config, now) -> value);
    }

    private static void stat(Metrics kafka, MetricName name) {
        kafka.sensor(name.toString(), RecordingLevel.DEBUG).add(name, new Value());
    }

    private static MetricName name(String name, String group, Map<String, String> tags) {
        return new MetricName(name, group, "A test's " + name, tags);
    }

    private PrometheusText scrape() {
        return PrometheusText.parse(metrics.scrape(null));
    }
}

package dev.weir.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clients of Kafka, which need no broker to have metrics. */
final class KafkaClientMetricsTest {

    @TempDir
    Path directory;

    private final WeirMetrics metrics = new WeirMetrics();

    @Test
    void shouldShowAProducerUntilItCloses() {
        try (var producer = producer("p1")) {
            PrometheusText text = scrape();

            assertThat(producer.metrics()).isNotEmpty();
            assertThat(text.value("kafka_producer_record_send_total{client_id=\"p1\"}"))
                    .isZero();
            assertThat(text.family("kafka_producer_record_send_total").type()).isEqualTo("counter");
            assertThat(text.value("kafka_producer_buffer_total_bytes{client_id=\"p1\"}"))
                    .isEqualTo(32 * 1024 * 1024);
            assertThat(text.family("kafka_producer_connection_count").type()).isEqualTo("gauge");
            assertThat(text.family("kafka_app_info_start_time_ms").samples())
                    .containsOnlyKeys(Map.of("client_id", "p1"));
        }

        assertThat(scrape().families().keySet()).noneMatch(name -> name.startsWith("kafka_"));
    }

    @Test
    void shouldShowAConsumerWithOneSeriesForEachPartition() {
        try (var consumer = consumer("c1")) {
            consumer.assign(List.of(new TopicPartition("llm.raw", 0), new TopicPartition("logs", 1)));
            consumer.seek(new TopicPartition("llm.raw", 0), 0);
            consumer.seek(new TopicPartition("logs", 1), 0);
            consumer.poll(Duration.ZERO);

            PrometheusText text = scrape();

            assertThat(text.value("kafka_consumer_fetch_manager_records_consumed_total{client_id=\"c1\"}"))
                    .isZero();
            assertThat(text.family("kafka_consumer_coordinator_rebalance_total").type())
                    .isEqualTo("counter");
            assertThat(text.family("kafka_consumer_fetch_manager_preferred_read_replica")
                            .samples())
                    .containsOnlyKeys(
                            Map.of("client_id", "c1", "topic", "llm.raw", "partition", "0"),
                            Map.of("client_id", "c1", "topic", "logs", "partition", "1"));
        }
    }

    @Test
    void shouldTellTwoClientsOfOneProcessApart() {
        try (var first = producer("p1");
                var second = producer("p2")) {
            assertThat(first).isNotSameAs(second);
            assertThat(scrape().family("kafka_producer_record_send_total").samples())
                    .containsOnlyKeys(Map.of("client_id", "p1"), Map.of("client_id", "p2"));
        }
    }

    @Test
    void shouldShowTheStateOfAStreamsApplicationAsALabelAndAsANumber() {
        try (KafkaStreams streams = streams()) {
            PrometheusText text = scrape();

            assertThat(streams.state()).isEqualTo(KafkaStreams.State.CREATED);
            assertThat(text.family("kafka_stream_state").samples()).hasSize(1).allSatisfy((labels, value) -> {
                assertThat(labels).containsEntry("state", "CREATED");
                assertThat(value).isEqualTo(1);
            });
            assertThat(text.family("kafka_stream_client_state").samples())
                    .hasSize(1)
                    .allSatisfy((labels, value) -> {
                        assertThat(labels).containsEntry("application_id", "weir-llm");
                        assertThat(value).isZero();
                    });
            assertThat(text.has("kafka_stream_alive_stream_threads")).isTrue();
            assertThat(text.has("kafka_consumer_fetch_manager_records_consumed_total"))
                    .as("the clients inside of it report too")
                    .isTrue();
        }

        assertThat(scrape().families().keySet()).noneMatch(name -> name.startsWith("kafka_"));
    }

    @Test
    void shouldStandTheCheckOfPrometheusItself() throws Exception {
        metrics.pipeline("llm").filterSeconds("match", 1e-5);
        metrics.pipeline("llm").jsonRepair("missing-comma");
        try (var producer = producer("p1");
                var consumer = consumer("c1");
                KafkaStreams streams = streams()) {
            assertThat(List.of(producer, consumer, streams)).hasSize(3);
            Scrape scrape = metrics.scrape(null);

            assertThat(PrometheusText.parse(scrape).series()).hasSizeGreaterThan(100);
            if (promtoolIsInstalled()) {
                checkWithPromtool(scrape);
            }
        }
    }

    /** Kafka's names break Prometheus' advice on names, so advice counts only for those of Weir. */
    private void checkWithPromtool(Scrape scrape) throws IOException, InterruptedException {
        Path input = Files.write(directory.resolve("metrics.txt"), scrape.body());
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isIn(0, 3); // 3: advice only
        assertThat(said.lines()).noneMatch(line -> line.startsWith("weir_"));
    }

    private static boolean promtoolIsInstalled() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private KafkaProducer<byte[], byte[]> producer(String clientId) {
        return new KafkaProducer<>(properties(clientId), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String clientId) {
        Map<String, Object> properties = properties(clientId);
        properties.put("group.id", "g");
        properties.put("enable.auto.commit", "false"); // closing would wait for a coordinator to commit to
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaStreams streams() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("llm.raw").to("llm.clean");
        Map<String, Object> properties = properties("s1");
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "weir-llm");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return new KafkaStreams(builder.build(), new StreamsConfig(properties));
    }

    /** Port 9 is "discard": nothing answers there, so the clients only try. */
    private Map<String, Object> properties(String clientId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", "127.0.0.1:9");
        properties.put("client.id", clientId);
        metrics.reportKafka(properties);
        return properties;
    }

    private PrometheusText scrape() {
        return PrometheusText.parse(metrics.scrape(null));
    }
}

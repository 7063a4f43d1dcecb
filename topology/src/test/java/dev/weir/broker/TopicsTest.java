package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void shouldCreateWhatIsMissingAndLeaveTheRestAlone() throws Exception {
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults())) {
            String bootstrapServers = broker.bootstrapServers();
            Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
            assertThat(Topics.missing(config, List.of("b", "a"), TIMEOUT)).containsExactly("a", "b");

            assertThat(Topics.create(bootstrapServers, List.of(new TopicSpec("a", 3))))
                    .containsExactly("a");
            assertThat(Topics.missing(config, List.of("b", "a"), TIMEOUT)).containsExactly("b");

            List<TopicSpec> both =
                    List.of(new TopicSpec("a", 5), new TopicSpec("b", 1, Map.of("cleanup.policy", "compact")));
            assertThat(Topics.create(bootstrapServers, both)).containsExactly("b");
            assertThat(Topics.missing(config, List.of("b", "a"), TIMEOUT)).isEmpty();

            try (Admin admin = Admin.create(config)) {
                assertThat(admin.describeTopics(List.of("a", "b"))
                                .allTopicNames()
                                .get()
                                .values())
                        .extracting(
                                topic -> topic.name() + " " + topic.partitions().size())
                        .containsExactlyInAnyOrder("a 3", "b 1");
                ConfigResource b = new ConfigResource(ConfigResource.Type.TOPIC, "b");
                assertThat(admin.describeConfigs(List.of(b)).all().get().values())
                        .extracting(settings -> Objects.requireNonNull(settings.get("cleanup.policy"))
                                .value())
                        .containsExactly("compact");
            }

            assertThatThrownBy(() -> Topics.create(bootstrapServers, List.of(new TopicSpec("not a name", 1))))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("not a name")
                    .hasMessageContaining(bootstrapServers);
        }
    }

    /** A leader that is named but has no log yet makes a producer lose what it sends first. */
    @Test
    void shouldCreateTopicsThatTakeRecordsAtOnce() throws Exception {
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults())) {
            Map<String, Object> config = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "linger.ms",
                    0,
                    "request.timeout.ms",
                    4_000,
                    "delivery.timeout.ms",
                    5_000);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    String topic = "at-once-" + i;
                    Topics.create(broker.bootstrapServers(), List.of(new TopicSpec(topic, 8)));
                    for (int j = 0; j < 80; j++) {
                        sent.add(producer.send(new ProducerRecord<>(topic, j % 8, null, new byte[1])));
                    }
                }
                for (Future<RecordMetadata> one : sent) {
                    assertThat(one.get().hasOffset()).isTrue();
                }
            }
        }
    }

    @Test
    void shouldSayWithinTheTimeThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        shouldSayWithinTheTime("127.0.0.1:" + port);
    }

    @Test
    void shouldSayWithinTheTimeThatWhatListensIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            shouldSayWithinTheTime("127.0.0.1:" + silent.getLocalPort());
        }
    }

    private static void shouldSayWithinTheTime(String bootstrapServers) {
        long startNs = System.nanoTime();
        assertThatThrownBy(() -> Topics.missing(
                        Map.of("bootstrap.servers", bootstrapServers), List.of("a"), Duration.ofMillis(1500)))
                .isInstanceOf(BrokerException.class)
                .hasMessageStartingWith("Kafka at " + bootstrapServers + " did not answer within 1.5 s");
        assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void shouldSayThatAnAddressIsNoAddress() {
        assertThatThrownBy(() -> Topics.create("localhost", List.of(new TopicSpec("a", 1))))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("localhost")
                .hasMessageContaining("bootstrap.servers");
    }
}

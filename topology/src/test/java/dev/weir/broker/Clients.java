package dev.weir.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plain producers and consumers of partition 0. */
final class Clients {

    private Clients() {}

    static void produce(String bootstrapServers, String topic, byte[] value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 32 << 20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(20, TimeUnit.SECONDS);
        }
    }

    static void produce(String bootstrapServers, String topic, String value) throws Exception {
        produce(bootstrapServers, topic, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until there are {@code count} records, at most 20 s. */
    static List<byte[]> consume(String bootstrapServers, String topic, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        List<byte[]> values = new ArrayList<>();
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            while (values.size() < count && System.nanoTime() - deadlineNs < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    static List<String> consumeText(String bootstrapServers, String topic, int count) {
        return consume(bootstrapServers, topic, count).stream()
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .toList();
    }
}

package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning, committed records only, and keeps what it read. Belongs to one thread. */
final class TopicReader implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<Message> messages = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads until there are so many messages; fails if they do not come, or if there are more. */
    List<Message> await(int count) {
        List<Message> read = awaitUntil(all -> all.size() >= count);
        assertThat(read).as(topic).hasSize(count);
        return read;
    }

    /** Reads until one message is as it should be, and returns it. */
    Message awaitOne(Predicate<Message> wanted) {
        return awaitUntil(all -> all.stream().anyMatch(wanted)).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /** Reads until all messages together are as they should be, and returns them. */
    List<Message> awaitUntil(Predicate<List<Message>> done) {
        long deadline = System.nanoTime() + Cluster.PATIENCE.toNanos();
        while (!done.test(messages)) {
            assertThat(System.nanoTime() - deadline)
                    .as("%s has only %s", topic, messages)
                    .isNegative();
            poll();
        }
        return List.copyOf(messages);
    }

    /** Reads all that is committed now. */
    List<Message> readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < Objects.requireNonNull(ends.get(p)))) {
            poll();
        }
        return List.copyOf(messages);
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> messages.add(new Message(record)));
    }

    @Override
    public void close() {
        consumer.close();
    }
}

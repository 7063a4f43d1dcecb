package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends records; {@link #flush} returns when the broker has them all. */
final class Traffic implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();

    Traffic(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 16 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Traffic send(String topic, @Nullable String key, String value) {
        return send(topic, key, value.getBytes(UTF_8));
    }

    Traffic send(String topic, @Nullable String key, byte @Nullable [] value) {
        return send(new ProducerRecord<>(topic, bytes(key), value));
    }

    Traffic send(ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
        return this;
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    /** Waits until all that was sent is in the topics; throws if anything is not. */
    void flush() {
        producer.flush();
        for (Future<RecordMetadata> one = sent.poll(); one != null; one = sent.poll()) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("not sent", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}

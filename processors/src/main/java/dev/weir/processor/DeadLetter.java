package dev.weir.processor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A record that cannot be processed, as it goes to the dead-letter topic: key, value, timestamp and headers as they came,
 * and headers that say where it came from and why it is here.
 */
public final class DeadLetter {

    /** Why a record can be a dead letter, each in one word. */
    public static final List<String> REASONS =
            List.of("malformed", "unknown-envelope", "oversized", "refused", "failed");

    /** Why: one of {@link #REASONS}. */
    public static final String REASON = "weir-error-reason";
    /** Where: {@code decode}, or the name of a filter. */
    public static final String STAGE = "weir-error-stage";
    /** Why, one sentence for people. */
    public static final String MESSAGE = "weir-error-message";

    public static final String TOPIC = "weir-error-topic";
    public static final String PARTITION = "weir-error-partition";
    public static final String OFFSET = "weir-error-offset";

    private DeadLetter() {}

    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> record, RecordMetadata source, String reason, String stage, String message) {
        Headers headers = new RecordHeaders(record.headers());
        explain(headers, reason, stage, message, source.topic(), source.partition(), source.offset());
        return record.withHeaders(headers);
    }

    /** The dead letter of the record that an error handler of Kafka Streams was called for, as it was consumed. */
    public static ProducerRecord<byte[], byte[]> ofSource(
            String deadTopic, ErrorHandlerContext context, String reason, String stage, String message) {
        Headers headers = context.headers() == null ? new RecordHeaders() : new RecordHeaders(context.headers());
        explain(headers, reason, stage, message, context.topic(), context.partition(), context.offset());
        return new ProducerRecord<>(
                deadTopic, null, context.timestamp(), context.sourceRawKey(), context.sourceRawValue(), headers);
    }

    private static void explain(
            Headers headers, String reason, String stage, String message, String topic, int partition, long offset) {
        set(headers, REASON, utf8(reason));
        set(headers, STAGE, utf8(stage));
        set(headers, MESSAGE, utf8(message));
        set(headers, TOPIC, utf8(topic));
        set(headers, PARTITION, utf8(Integer.toString(partition)));
        set(headers, OFFSET, utf8(Long.toString(offset)));
    }

    /** In the place of what a dead letter that was fed back in has there already. */
    private static void set(Headers headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

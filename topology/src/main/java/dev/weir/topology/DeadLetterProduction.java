package dev.weir.topology;

import dev.weir.processor.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the source of a record that its topic finds too large to the dead-letter topic; if that finds it too large as
 * well, its beginning goes there, and the whole stays where the headers say. Other errors stop the pipeline, since going
 * on would lose records. Kafka Streams makes it by its class name.
 */
public final class DeadLetterProduction implements ProductionExceptionHandler {

    /** How many bytes the value had, on a dead letter that holds only its beginning. */
    public static final String TRUNCATED_FROM = "weir-truncated-from";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProduction.class);
    private static final int BEGINNING_BYTES = 64 * 1024;

    private String deadTopic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        deadTopic = String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RetriableException) {
            return Response.retry();
        }
        if (!(exception instanceof RecordTooLargeException)) {
            return Response.fail();
        }
        if (!record.topic().equals(deadTopic)) {
            LOG.warn(
                    "{} takes no record of this size ({} bytes, from {}-{}@{}); its source goes to {}",
                    record.topic(),
                    size(record),
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    deadTopic);
            byte[] source = context.sourceRawValue();
            ProducerRecord<byte[], byte[]> dead = source == null
                    ? copy(record, record.value())
                    : DeadLetter.ofSource(
                            deadTopic, context, "oversized", "send", String.valueOf(exception.getMessage()));
            return Response.resume(List.of(dead));
        }
        if (size(record) <= BEGINNING_BYTES) {
            return Response.fail();
        }
        ProducerRecord<byte[], byte[]> beginning = copy(record, Arrays.copyOf(record.value(), BEGINNING_BYTES));
        beginning.headers().add(TRUNCATED_FROM, Integer.toString(size(record)).getBytes(StandardCharsets.US_ASCII));
        return Response.resume(List.of(beginning));
    }

    private ProducerRecord<byte[], byte[]> copy(ProducerRecord<byte[], byte[]> record, byte[] value) {
        return new ProducerRecord<>(deadTopic, null, record.timestamp(), record.key(), value, record.headers());
    }

    private static int size(ProducerRecord<byte[], byte[]> record) {
        return record.value() == null ? 0 : record.value().length;
    }
}

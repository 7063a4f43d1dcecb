package dev.weir.topology;

import dev.weir.processor.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record that made a processor fail to the dead-letter topic and goes on: the net under the processors' own
 * handling of what can go wrong. Kafka Streams makes it by its class name.
 */
public final class DeadLetterProcessing implements ProcessingExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterProcessing.class);

    private String deadTopic = "";

    @Override
    public void configure(Map<String, ?> configs) {
        deadTopic = String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        LOG.error(
                "Processor {} failed at {}-{}@{}; the record goes to {}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                deadTopic,
                exception);
        if (context.topic() == null) {
            return Response.resume(); // a punctuator: no record is at hand
        }
        ProducerRecord<byte[], byte[]> dead = DeadLetter.ofSource(
                deadTopic, context, "failed", String.valueOf(context.processorNodeId()), String.valueOf(exception));
        return Response.resume(List.of(dead));
    }
}

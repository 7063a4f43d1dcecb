package dev.weir.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Has what will be asked about the records of a poll worked out for all of them at once, where there is a device that is
 * good at that. Holds no record back and changes none: who finds nothing known ahead works it out. Kafka makes one for each
 * consumer and calls it on the stream thread.
 */
public final class LookaheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    /** The consumer's property that has the list of what to look ahead with, each a {@link Lookahead}. */
    public static final String SOURCE = "weir.lookahead";

    private final List<Lookahead.Reader> readers = new ArrayList<>();

    @Override
    public void configure(Map<String, ?> configuration) {
        if (configuration.get(SOURCE) instanceof List<?> sources) {
            for (Object source : sources) {
                if (source instanceof Lookahead lookahead) {
                    readers.add(lookahead.open());
                }
            }
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        readers.forEach(reader -> reader.look(records));
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing depends on it
    }

    @Override
    public void close() {
        readers.forEach(Lookahead.Reader::close);
    }
}

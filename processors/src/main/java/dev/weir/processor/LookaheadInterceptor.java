package dev.weir.processor;

import dev.weir.batch.Batcher;
import dev.weir.dedup.NearLookahead;
import dev.weir.logline.LogLine;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Has what will be asked about the records of a poll worked out for all of them at once, where there is a device that is
 * good at that. Holds no record back and changes none: who finds nothing known ahead works it out. Kafka makes one for each
 * consumer and calls it on the stream thread.
 */
public final class LookaheadInterceptor implements ConsumerInterceptor<byte[], byte[]> {

    /** The consumer's property that has the {@link Source}. */
    public static final String SOURCE = "weir.lookahead";

    /**
     * What the interceptors of a pipeline's consumers look ahead with.
     *
     * @param settings how lines are read and compared
     * @param batches takes what is worked out
     */
    public record Source(DeduplicateSettings settings, LineBatches batches) {}

    private @Nullable Source source;
    private @Nullable LineReader reader;
    private Batcher.@Nullable Client client;

    @Override
    public void configure(Map<String, ?> configuration) {
        if (configuration.get(SOURCE) instanceof Source configured) {
            source = configured;
            reader = new LineReader(configured.settings);
            client = configured.batches.client();
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        if (source != null && reader != null && client != null && source.batches.pays()) {
            look(records, source, reader, client);
        }
        return records;
    }

    static void look(ConsumerRecords<byte[], byte[]> records, Source source, LineReader reader, Batcher.Client client) {
        NearLookahead lookahead = source.batches.ofThread();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LogLine line = record.value() == null ? null : reader.read(record.topic(), record.value());
            if (line != null) {
                lookahead.offer(
                        record.key(),
                        line.context(),
                        line.contextLength(),
                        line.text(),
                        line.textOffset(),
                        line.textLength(),
                        source.settings.partition(record.topic(), record.partition()));
            }
        }
        lookahead.finish(client);
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // nothing depends on it
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}

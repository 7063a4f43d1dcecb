package dev.weir.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * A topic that Kafka Streams creates, fills and empties by itself, so that records with the same key come to the same task.
 * Only the DSL can ask for one; what is built here can be built upon with processors.
 */
final class Repartition {

    private Repartition() {}

    /**
     * Builds a topology that ends with such a topic, of as many partitions as the input has.
     *
     * @param source the name of the node that reads the input
     * @param processors what records run through before, by its name
     * @param name part of the topic's name
     */
    static Topology topology(
            String source,
            List<String> topics,
            Map<String, ProcessorSupplier<byte[], byte[], byte[], byte[]>> processors,
            String name) {
        StreamsBuilder builder = new StreamsBuilder();
        Serde<byte[]> bytes = Serdes.ByteArray();
        KStream<byte[], byte[]> records =
                builder.stream(topics, Consumed.with(bytes, bytes).withName(source));
        for (Map.Entry<String, ProcessorSupplier<byte[], byte[], byte[], byte[]>> processor : processors.entrySet()) {
            records = records.process(processor.getValue(), Named.as(processor.getKey()));
        }
        records.repartition(Repartitioned.with(bytes, bytes).withName(name));
        return builder.build();
    }

    /** The name that Kafka Streams gives the node that reads the topic. */
    static String source(String name) {
        return name + "-repartition-source";
    }
}

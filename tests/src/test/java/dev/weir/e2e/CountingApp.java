package dev.weir.e2e;

import dev.weir.store.ChronicleStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/** An application of a library user: counts the records of each key in a store on Chronicle Map, and sends each count on. */
final class CountingApp implements AutoCloseable {

    private final KafkaStreams streams;
    private final Restored restored = new Restored();

    CountingApp(String bootstrapServers, String id, String guarantee, Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        streams = new KafkaStreams(topology(id), properties);
        streams.setGlobalStateRestoreListener(restored);
    }

    private static Topology topology(String id) {
        Materialized<String, Long, KeyValueStore<Bytes, byte[]>> counts =
                Materialized.as(ChronicleStores.timestampedKeyValueStore("counts", 100, Long.BYTES));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(in(id), Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
                .count(counts.withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.Long())
                        .withCachingDisabled())
                .toStream()
                .mapValues(String::valueOf)
                .to(out(id), Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }

    static String in(String id) {
        return id + ".in";
    }

    static String out(String id) {
        return id + ".out";
    }

    CountingApp start() {
        streams.start();
        return this;
    }

    /** How many records it has taken from changelogs since it was started. */
    long restored() {
        return restored.records();
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(Duration.ofSeconds(30))
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /** Runs the application until it is killed; says on standard output why it cannot, and ends with 1. */
    public static void main(String[] arguments) {
        try {
            new CountingApp(arguments[0], arguments[1], arguments[2], Path.of(arguments[3])).start();
        } catch (StreamsException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}

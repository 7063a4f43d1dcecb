package dev.weir.bench.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The sessions of many streams in a store as Kafka Streams builds it, without changelog and cache. Each turn takes a stream at
 * random, reads its session and writes it back some bytes longer, or as short as a new one once it is at its longest. Belongs to
 * one thread.
 */
final class Sessions implements AutoCloseable {

    static final int LEAST_BYTES = 200;
    static final int MOST_BYTES = 4_000;

    private static final long SEED = 20_261_121;
    private static final int KEY_BYTES = 24;
    private static final int MOST_GROWTH_BYTES = 100;

    private final Path folder;
    private final int streams;
    private final KeyValueStore<byte[], byte[]> store;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final byte[] noise = new byte[2 * MOST_BYTES];

    Sessions(StoreEngine engine, int streams) {
        this.streams = streams;
        try {
            folder = Files.createTempDirectory("weir-bench-stores-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        random.nextBytes(noise);
        store = Stores.keyValueStoreBuilder(
                        engine.supplier(streams, (LEAST_BYTES + MOST_BYTES) / 2),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(properties, new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), store);
        for (int stream = 0; stream < streams; stream++) {
            store.put(key(stream), session(random.nextInt(LEAST_BYTES, MOST_BYTES)));
        }
    }

    /** Returns something of what was read, so that it has to be. */
    int turn() {
        byte[] key = key(random.nextInt(streams));
        byte[] before = Objects.requireNonNull(store.get(key), "a session");
        int longer = before.length + random.nextInt(MOST_GROWTH_BYTES);
        store.put(key, session(longer <= MOST_BYTES ? longer : LEAST_BYTES));
        return before.length + before[before.length - 1];
    }

    private static byte[] key(int stream) {
        // Keys are spread as identifiers of responses are.
        long mixed = stream * 0x9E37_79B9_7F4A_7C15L;
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(mixed)
                .putLong(~mixed)
                .putInt(stream)
                .array();
    }

    private byte[] session(int bytes) {
        byte[] session = new byte[bytes];
        System.arraycopy(noise, random.nextInt(MOST_BYTES), session, 0, session.length);
        return session;
    }

    @Override
    public void close() {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.weir.bench.dedup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * The usual recipe: a persistent window store of Kafka Streams, asked for the key within the window, and written to where
 * it has none. Without changelog and cache.
 */
final class KafkaWindow implements SeenLines {

    private final Path folder;
    private final WindowStore<byte[], Long> store;

    KafkaWindow() {
        try {
            folder = Files.createTempDirectory("weir-bench-window-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(
                                "seen", Duration.ofMillis(WINDOW_MS + LATE_MS), Duration.ofMillis(WINDOW_MS), false),
                        Serdes.ByteArray(),
                        Serdes.Long())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(properties, new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), store);
    }

    @Override
    public boolean isRepeat(byte[] fingerprint, long timeMs, long offset) {
        try (WindowStoreIterator<Long> seen = store.fetch(fingerprint, timeMs - WINDOW_MS, timeMs + WINDOW_MS)) {
            if (seen.hasNext()) {
                return true;
            }
        }
        store.put(fingerprint, offset, timeMs);
        return false;
    }

    @Override
    public void fill(byte[] fingerprint, long timeMs, long offset) {
        store.put(fingerprint, offset, timeMs);
    }

    @Override
    public void commit() {
        // RocksDB writes when it likes.
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

package dev.weir.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store as a task of Kafka Streams would open it, task 0_3. */
final class OpenStore implements AutoCloseable {

    static final int PARTITION = 3;
    static final TopicPartition CHANGELOG = new TopicPartition("app-store-changelog", PARTITION);

    final KeyValueStore<Bytes, byte[]> store;
    private final MockProcessorContext<Void, Void> context;
    private @Nullable StateRestoreCallback callback;
    private CommitCallback committed = () -> {};

    private OpenStore(KeyValueStore<Bytes, byte[]> store, Path state) {
        this.store = store;
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        this.context = new MockProcessorContext<>(properties, new TaskId(0, PARTITION), state.toFile());
    }

    static OpenStore open(KeyValueBytesStoreSupplier supplier, Path state) {
        OpenStore opened = new OpenStore(supplier.get(), state);
        opened.store.init(opened.new Context(), opened.store);
        return opened;
    }

    /** Says which record of the input is being processed. */
    void processing(String topic, long offset) {
        context.setRecordMetadata(topic, PARTITION, offset);
    }

    /** Commits as Kafka Streams does when a task commits; no offsets say that there are none any more. */
    void commit(Map<TopicPartition, Long> offsets) {
        store.commit(offsets);
        try {
            committed.onCommit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over records of the changelog; a null value is a deletion. */
    void restore(List<Map.Entry<String, @Nullable String>> records) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (Map.Entry<String, @Nullable String> entry : records) {
            String value = entry.getValue();
            batch.add(new ConsumerRecord<>(
                    CHANGELOG.topic(),
                    PARTITION,
                    batch.size(),
                    bytes(entry.getKey()),
                    value == null ? null : bytes(value)));
        }
        StateRestoreCallbackAdapter.adapt(callback).restoreBatch(batch);
    }

    void put(String key, @Nullable String value) {
        store.put(key(key), value == null ? null : bytes(value));
    }

    @Nullable
    String get(String key) {
        return text(store.get(key(key)));
    }

    static Bytes key(String text) {
        return Bytes.wrap(bytes(text));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** All that an iterator has, as {@code key=value}. */
    static List<String> list(KeyValueIterator<Bytes, byte[]> iterator) {
        List<String> all = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(entry -> all.add(text(entry.key.get()) + "=" + text(entry.value)));
        }
        return all;
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Context implements StateStoreContext {

        @Override
        public String applicationId() {
            return context.applicationId();
        }

        @Override
        public TaskId taskId() {
            return context.taskId();
        }

        @Override
        public Optional<RecordMetadata> recordMetadata() {
            return context.recordMetadata();
        }

        @Override
        public Serde<?> keySerde() {
            return context.keySerde();
        }

        @Override
        public Serde<?> valueSerde() {
            return context.valueSerde();
        }

        @Override
        public File stateDir() {
            return context.stateDir();
        }

        @Override
        public StreamsMetrics metrics() {
            return context.metrics();
        }

        @Override
        public void register(StateStore registered, StateRestoreCallback restore) {
            callback = restore;
        }

        @Override
        public void register(StateStore registered, StateRestoreCallback restore, CommitCallback commit) {
            callback = restore;
            committed = commit;
        }

        @Override
        public Map<String, Object> appConfigs() {
            return context.appConfigs();
        }

        @Override
        public Map<String, Object> appConfigsWithPrefix(String prefix) {
            return context.appConfigsWithPrefix(prefix);
        }
    }
}

package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.InputConfig;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.config.StoreChoice;
import dev.weir.filter.FilterType;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** A pipeline in Kafka's test driver: one task, a commit after each record, time that stands until it is moved. */
final class TestPipeline implements AutoCloseable {

    static final long START_MS = 1_700_000_000_000L;
    static final long IDLE_TIMEOUT_MS = 30_000;
    static final int MAX_RECORD_BYTES = 4_096;

    private final PipelineConfig config;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
    private final RecordedMetrics metrics;
    private long eventTimeMs = START_MS;
    private long wallTimeMs;

    private TestPipeline(PipelineConfig config, Path stateDirectory, RecordedMetrics metrics, long wallTimeMs) {
        this(config, stateDirectory, metrics, wallTimeMs, PipelineTopology.build(config, metrics));
    }

    private TestPipeline(
            PipelineConfig config, Path stateDirectory, RecordedMetrics metrics, long wallTimeMs, Topology topology) {
        this.config = config;
        this.metrics = metrics;
        this.wallTimeMs = wallTimeMs;
        driver = new TopologyTestDriver(topology, properties(config, stateDirectory), Instant.ofEpochMilli(wallTimeMs));
        input = driver.createInputTopic(
                config.input().topics().get(0), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Properties properties(PipelineConfig config, Path stateDirectory) {
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(config));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        return properties;
    }

    static TestPipeline start(PipelineConfig config, Path stateDirectory) {
        return new TestPipeline(config, stateDirectory, new RecordedMetrics(), START_MS);
    }

    static TestPipeline start(PipelineConfig config, Path stateDirectory, SessionStore sessionStore) {
        RecordedMetrics metrics = new RecordedMetrics();
        return start(config, stateDirectory, metrics, PipelineTopology.build(config, metrics, sessionStore));
    }

    /** Starts with a topology that was built for the configuration and counts with the metrics. */
    static TestPipeline start(PipelineConfig config, Path stateDirectory, RecordedMetrics metrics, Topology topology) {
        return new TestPipeline(config, stateDirectory, metrics, START_MS, topology);
    }

    static TestPipeline llm(Path stateDirectory, String format, FilterConfig... filters) {
        return start(config(PipelineKind.LLM, format, Guarantee.AT_LEAST_ONCE, filters), stateDirectory);
    }

    static PipelineConfig config(PipelineKind kind, String format, Guarantee guarantee, FilterConfig... filters) {
        return new PipelineConfig(
                "test",
                kind,
                guarantee,
                new InputConfig(List.of("raw"), format, IDLE_TIMEOUT_MS, MAX_RECORD_BYTES),
                List.of(filters),
                new OutputsConfig("clean", "thinking", "alerts", "duplicates", "dead"),
                1,
                StoreChoice.AUTO,
                Map.of());
    }

    /** A filter with options, each written as {@code name=value}. */
    static FilterConfig filter(FilterType type, String... options) {
        Map<String, String> written = new HashMap<>();
        for (String option : options) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }
        return new FilterConfig(type, new OptionValues(type.options(), written), written);
    }

    /**
     * Starts the pipeline again as after a crash: what was written at the last commit is there, what only memory held is
     * not, and offsets begin at 0 again.
     */
    TestPipeline crash(Path otherStateDirectory) {
        return crash(otherStateDirectory, config);
    }

    /** Starts again as {@link #crash(Path)} does, with a changed configuration. */
    TestPipeline crash(Path otherStateDirectory, PipelineConfig changed) {
        MockProcessorContext<Void, Void> seed = new MockProcessorContext<>(
                properties(config, otherStateDirectory),
                new TaskId(0, 0),
                otherStateDirectory
                        .resolve(StreamsSettings.applicationId(config.name()))
                        .resolve("0_0")
                        .toFile());
        for (Map.Entry<String, StateStore> store : driver.getAllStateStores().entrySet()) {
            if (store.getValue() instanceof KeyValueStore<?, ?>) {
                copy(store.getKey(), seed.getStateStoreContext());
            }
        }
        return new TestPipeline(changed, otherStateDirectory, new RecordedMetrics(), wallTimeMs);
    }

    private void copy(String name, StateStoreContext context) {
        KeyValueStore<Bytes, byte[]> to = Stores.persistentKeyValueStore(name).get();
        to.init(context, to);
        try (KeyValueIterator<Bytes, byte[]> all =
                driver.<Bytes, byte[]>getKeyValueStore(name).all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                to.put(entry.key, entry.value);
            }
        }
        to.close();
    }

    void send(@Nullable String key, @Nullable String value) {
        send(key, value, Map.of());
    }

    void send(@Nullable String key, @Nullable String value, Map<String, String> headers) {
        send(key, value == null ? null : value.getBytes(UTF_8), headers);
    }

    void send(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        RecordHeaders own = new RecordHeaders();
        headers.forEach((name, text) -> own.add(name, text.getBytes(UTF_8)));
        input.pipeInput(new TestRecord<>(key == null ? null : key.getBytes(UTF_8), value, own, eventTimeMs));
    }

    /** Sets the timestamp of the records to come. */
    void setEventTime(long timeMs) {
        eventTimeMs = timeMs;
    }

    long eventTime() {
        return eventTimeMs;
    }

    /** Moves the clock on the wall in steps of a second. */
    void advanceWallClock(long timeMs) {
        long left = timeMs;
        while (left > 0) {
            long step = Math.min(left, 1_000);
            driver.advanceWallClockTime(Duration.ofMillis(step));
            left -= step;
        }
        wallTimeMs += timeMs;
    }

    List<Sent> clean() {
        return read("clean");
    }

    /** The values of the clean topic that were not read yet. */
    List<@Nullable String> cleanValues() {
        List<@Nullable String> values = new ArrayList<>();
        clean().forEach(sent -> values.add(sent.value()));
        return values;
    }

    List<Sent> thinking() {
        return read("thinking");
    }

    List<@Nullable String> thinkingValues() {
        List<@Nullable String> values = new ArrayList<>();
        thinking().forEach(sent -> values.add(sent.value()));
        return values;
    }

    List<Sent> alerts() {
        return read("alerts");
    }

    List<Sent> duplicates() {
        return read("duplicates");
    }

    List<Sent> dead() {
        return read("dead");
    }

    private List<Sent> read(String topic) {
        TestOutputTopic<byte[], byte[]> output = outputs.computeIfAbsent(
                topic,
                name -> driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        List<Sent> sent = new ArrayList<>();
        while (!output.isEmpty()) {
            sent.add(Sent.of(output.readRecord()));
        }
        return sent;
    }

    /** The values of the clean topic as they are, byte for byte. */
    List<byte[]> cleanBytes() {
        List<byte[]> values = new ArrayList<>();
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic("clean", new ByteArrayDeserializer(), new ByteArrayDeserializer());
        while (!output.isEmpty()) {
            values.add(output.readRecord().value());
        }
        return values;
    }

    /** How many entries a store has. */
    int storedKeys(String store) {
        int count = 0;
        try (KeyValueIterator<Bytes, byte[]> all =
                driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                all.next();
                count++;
            }
        }
        return count;
    }

    /** Damages a store: leaves so many bytes of each value. */
    void cutStored(String store, int length) {
        KeyValueStore<Bytes, byte[]> entries = driver.getKeyValueStore(store);
        List<KeyValue<Bytes, byte[]>> cut = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
            all.forEachRemaining(entry -> cut.add(KeyValue.pair(entry.key, Arrays.copyOf(entry.value, length))));
        }
        cut.forEach(entry -> entries.put(entry.key, entry.value));
    }

    /** Whether the topology has a store. */
    boolean hasStore(String store) {
        return driver.getAllStateStores().containsKey(store);
    }

    RecordedMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        driver.close();
    }
}

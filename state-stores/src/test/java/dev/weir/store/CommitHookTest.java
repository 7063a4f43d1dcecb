package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitHookTest {

    private static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);

    @TempDir
    private Path stateDirectory;

    /** What happened, in order. */
    private final List<String> events = new ArrayList<>();

    private boolean outputsFirst = true;
    private @Nullable CommitHook hook;

    /** Counts records in memory only; the hook writes the count. */
    private final class Counting implements Processor<String, String, String, String> {

        private @Nullable ProcessorContext<String, String> context;
        private @Nullable KeyValueStore<String, String> store;
        private int count;

        @Override
        public void init(ProcessorContext<String, String> processorContext) {
            context = processorContext;
            KeyValueStore<String, String> counts = processorContext.getStateStore("counts");
            store = counts;
            CommitHook found = processorContext.getStateStore("hook");
            hook = found;
            found.beforeCommit(processorContext, outputsFirst, this::write, () -> events.add("discard"));
            processorContext.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, now -> count += 100);
        }

        private void write() {
            events.add("write " + count);
            Objects.requireNonNull(store).put("count", Integer.toString(count));
        }

        @Override
        public void process(Record<String, String> record) {
            count++;
            events.add("process " + record.value());
            Objects.requireNonNull(context).forward(record);
        }

        @Override
        public void close() {
            events.add("close");
        }
    }

    private TopologyTestDriver driver(String guarantee) {
        Topology topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("count", Counting::new, "source");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.String())
                        .withLoggingEnabled(Map.of()),
                "count");
        topology.addStateStore(CommitHook.builder("hook"), "count");
        topology.addSink("sink", "out", new StringSerializer(), new StringSerializer(), "count");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "hooked");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        return new TopologyTestDriver(topology, properties, START);
    }

    private static TestInputTopic<String, String> in(TopologyTestDriver driver) {
        return driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    }

    private static TestOutputTopic<String, String> changelog(TopologyTestDriver driver) {
        return driver.createOutputTopic("hooked-counts-changelog", new StringDeserializer(), new StringDeserializer());
    }

    @ParameterizedTest
    @ValueSource(strings = {StreamsConfig.AT_LEAST_ONCE, StreamsConfig.EXACTLY_ONCE_V2})
    void shouldWriteBeforeEachCommitSoThatTheChangelogHasIt(String guarantee) {
        outputsFirst = guarantee.equals(StreamsConfig.AT_LEAST_ONCE);
        try (TopologyTestDriver driver = driver(guarantee)) {
            in(driver).pipeInput("k", "a");
            in(driver).pipeInput("k", "b");
            assertThat(events).containsExactly("process a", "write 1", "process b", "write 2");
            assertThat(changelog(driver).readValuesToList()).containsExactly("1", "2");
            assertThat(driver.<String, String>getKeyValueStore("counts").get("count"))
                    .isEqualTo("2");
        }
    }

    @Test
    void shouldNotDateChangelogRecordsWithTheRecordAtHand() {
        try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
            in(driver).pipeInput(new TestRecord<>("k", "a", Instant.ofEpochMilli(5)));
            TestRecord<String, String> written = changelog(driver).readRecord();
            assertThat(written.timestamp()).isEqualTo(START.toEpochMilli());
            assertThat(written.headers()).isEmpty();
        }
    }

    @Test
    void shouldForwardOutputsWithTheirOwnTimestampAfterACommit() {
        try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
            in(driver).pipeInput(new TestRecord<>("k", "a", Instant.ofEpochMilli(5)));
            in(driver).pipeInput(new TestRecord<>("k", "b", Instant.ofEpochMilli(6)));
            assertThat(driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                            .readRecordsToList())
                    .extracting(TestRecord::value, TestRecord::timestamp)
                    .containsExactly(tuple("a", 5L), tuple("b", 6L));
        }
    }

    @Test
    void shouldWriteBeforeTheCommitThatFollowsAPunctuation() {
        try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            assertThat(events).containsExactly("write 100");
        }
    }

    @Test
    void shouldWriteOnceMoreWhenTheTaskCloses() {
        try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
            in(driver).pipeInput("k", "a");
            events.clear();
        }
        assertThat(events).startsWith("close");
        assertThat(events).doesNotContain("discard");
    }

    @Test
    void shouldDropTheLiveStateOnRecycling() {
        try (TopologyTestDriver driver = driver(StreamsConfig.AT_LEAST_ONCE)) {
            in(driver).pipeInput("k", "a");
            events.clear();
            Objects.requireNonNull(hook).clearCache();
            assertThat(events).containsExactly("discard");
        }
    }

    @Test
    void shouldDoNothingBeforeAProcessorHasSaidWhat() {
        CommitHook unused = CommitHook.builder("unused").build();
        unused.flushCache();
        unused.clearCache();
        assertThat(unused.name()).isEqualTo("unused");
        assertThat(unused.persistent()).isFalse();
    }

    @Test
    void shouldRefuseAChangelogOfItsOwn() {
        assertThat(CommitHook.builder("hook").loggingEnabled()).isFalse();
        assertThatThrownBy(() -> CommitHook.builder("hook").withLoggingEnabled(Map.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no content");
    }
}

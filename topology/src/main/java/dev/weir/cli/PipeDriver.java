package dev.weir.cli;

import dev.weir.config.FilterConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.OptionValues;
import dev.weir.processor.PipelineMetrics;
import dev.weir.topology.PipelineTopology;
import dev.weir.topology.RunningWeir;
import dev.weir.topology.StreamsSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Runs the very topology of a pipeline in Kafka's {@link TopologyTestDriver}: no broker, one thread, a commit after each
 * record.
 */
final class PipeDriver implements AutoCloseable {

    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final int FORGET_EVERY = 1_000;

    private final PipelineConfig pipeline;
    private final TemporaryFolder stateDirectory;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final List<String> outputTopics;
    private final List<TestOutputTopic<byte[], byte[]>> outputs = new ArrayList<>();
    private long accepted;

    /** Takes what comes out. */
    interface Sink {
        void accept(String topic, TestRecord<byte[], byte[]> record) throws IOException;
    }

    /** @param start where the clock stands, which goes on by {@link #advance} alone */
    PipeDriver(PipelineConfig pipeline, Instant start) throws IOException {
        this.pipeline = pipeline;
        stateDirectory = TemporaryFolder.create("weir-pipe-");
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(pipeline));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.path().toString());
        properties.putIfAbsent(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(PipelineTopology.build(pipeline, PipelineMetrics.NONE), properties, start);
        outputTopics = RunningWeir.topics(pipeline).stream()
                .filter(topic -> !pipeline.input().topics().contains(topic))
                .toList();
        for (String topic : outputTopics) {
            outputs.add(driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    /** Runs one record through, whose time is the system's unless it has its own, and hands on what came out. */
    void accept(PipeRecord record, Sink sink) throws IOException {
        String topic = record.topic() == null ? pipeline.input().topics().get(0) : record.topic();
        Long given = record.timestampMs();
        long timestampMs = given == null ? System.currentTimeMillis() : given;
        inputs.computeIfAbsent(
                        topic,
                        name -> driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer()))
                .pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), timestampMs));
        release(sink);
        if (++accepted % FORGET_EVERY == 0) {
            forgetChangelogs();
        }
    }

    /** Ends every stream, conversation and window that is open, as time would. */
    void finish(Sink sink) throws IOException {
        advance(Duration.ofMillis(pipeline.input().idleTimeoutMs()).plus(MARGIN), sink);
        advance(longestWindow().plus(MARGIN), sink);
    }

    /** Lets time go on. */
    void advance(Duration time, Sink sink) throws IOException {
        driver.advanceWallClockTime(time);
        release(sink);
    }

    private Duration longestWindow() {
        return pipeline.filters().stream()
                .map(PipeDriver::window)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Duration window(FilterConfig filter) {
        OptionValues values = filter.values();
        return Duration.ofMillis(
                switch (filter.type().name()) {
                    case "deduplicate" -> values.number("window") + values.number("late");
                    case "detect-loops" -> values.number("turn-idle-timeout");
                    default -> 0;
                });
    }

    private void release(Sink sink) throws IOException {
        for (int i = 0; i < outputs.size(); i++) {
            while (!outputs.get(i).isEmpty()) {
                sink.accept(outputTopics.get(i), outputs.get(i).readRecord());
            }
        }
    }

    /** The driver keeps what nobody reads; without this, its copy of the changelogs would grow with the input. */
    private void forgetChangelogs() {
        for (String topic : List.copyOf(driver.producedTopicNames())) {
            if (!outputTopics.contains(topic)) {
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList();
            }
        }
    }

    @Override
    public void close() {
        try (stateDirectory) {
            driver.close();
        }
    }
}

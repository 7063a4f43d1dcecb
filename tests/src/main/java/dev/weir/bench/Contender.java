package dev.weir.bench;

import dev.weir.config.PipelineConfig;
import dev.weir.metrics.WeirMetrics;
import dev.weir.processor.PipelineMetrics;
import dev.weir.topology.PipelineTopology;
import dev.weir.topology.SessionStore;
import dev.weir.topology.StreamsSettings;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** A topology to measure: a pipeline of Weir, or one that passes records through, with the very same settings. */
final class Contender {

    private final String name;
    private final PipelineConfig pipeline;
    private final boolean passThrough;
    private final LongAdder processed = new LongAdder();
    private final LongAdder open = new LongAdder();

    private Contender(String name, PipelineConfig pipeline, boolean passThrough) {
        this.name = name;
        this.pipeline = pipeline;
        this.passThrough = passThrough;
    }

    static Contender passThrough(PipelineConfig pipeline) {
        return new Contender("pass-through", pipeline, true);
    }

    static Contender weir(PipelineConfig pipeline) {
        return new Contender(pipeline.name(), pipeline, false);
    }

    String name() {
        return name;
    }

    PipelineConfig pipeline() {
        return pipeline;
    }

    /** How many records went in so far. */
    long processed() {
        return processed.sum();
    }

    /** How many streams are open. */
    long open() {
        return open.sum();
    }

    void reset() {
        processed.reset();
        open.reset();
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = StreamsSettings.of(pipeline);
        if (passThrough) {
            settings.put(
                    StreamsConfig.APPLICATION_ID_CONFIG,
                    settings.get(StreamsConfig.APPLICATION_ID_CONFIG) + "-pass-through");
        }
        return settings;
    }

    Topology topology() {
        if (!passThrough) {
            return PipelineTopology.build(
                    pipeline,
                    new CountingMetrics(new WeirMetrics().pipeline(name), processed, open),
                    SessionStore.of(pipeline));
        }
        Topology topology = new Topology();
        topology.addSource(
                "input",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                pipeline.input().topics().toArray(String[]::new));
        topology.addProcessor("pass", Pass::new, "input");
        topology.addSink(
                "clean", pipeline.outputs().clean(), new ByteArraySerializer(), new ByteArraySerializer(), "pass");
        return topology;
    }

    private final class Pass extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            processed.increment();
            context().forward(record);
        }
    }

    /** Counts what went in and leaves the rest to the real metrics, whose cost is part of what is measured. */
    private record CountingMetrics(PipelineMetrics metrics, LongAdder in, LongAdder open) implements PipelineMetrics {

        @Override
        public void bytesIn(long bytes) {
            in.increment();
            metrics.bytesIn(bytes);
        }

        @Override
        public void record(String filter, String outcome, long count) {
            metrics.record(filter, outcome, count);
        }

        @Override
        public void bytesOut(long bytes) {
            metrics.bytesOut(bytes);
        }

        @Override
        public void filterSeconds(String filter, double seconds) {
            metrics.filterSeconds(filter, seconds);
        }

        @Override
        public void thinkingBytes(long bytes) {
            metrics.thinkingBytes(bytes);
        }

        @Override
        public void jsonRepair(String kind) {
            metrics.jsonRepair(kind);
        }

        @Override
        public void loop(String kind) {
            metrics.loop(kind);
        }

        @Override
        public void duplicates(long suppressed) {
            metrics.duplicates(suppressed);
        }

        @Override
        public void deadLetter(String reason) {
            metrics.deadLetter(reason);
        }

        @Override
        public void sessionsChanged(int delta) {
            open.add(delta);
            metrics.sessionsChanged(delta);
        }

        @Override
        public void heldBackChanged(int deltaBytes) {
            metrics.heldBackChanged(deltaBytes);
        }
    }
}

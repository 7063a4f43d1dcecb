package dev.weir.topology;

import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterType;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import dev.weir.filter.ThinkingPlace;
import dev.weir.logline.LogFormat;
import dev.weir.processor.ChainProcessor;
import dev.weir.processor.ChainSettings;
import dev.weir.processor.DeduplicateProcessor;
import dev.weir.processor.DeduplicateSettings;
import dev.weir.processor.Outputs;
import dev.weir.processor.PipelineMetrics;
import dev.weir.session.FilterChain;
import dev.weir.store.CommitHook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Builds the topology of a pipeline: a source, then filters over text and filters over records in the configured order,
 * then a sink for each output topic.
 *
 * <p>Neighbouring filters over text share one processor, so that a record is decoded and encoded once for all of them.
 */
public final class PipelineTopology {

    private static final String SOURCE = "input";
    private static final String DEAD = "dead";
    private static final String SESSIONS = "sessions";
    private static final String WINDOWS = "windows";
    /** Sessions are small and short-lived: segments that roll early let compaction keep the changelog short. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.2");

    private final PipelineConfig config;
    private final PipelineMetrics metrics;
    private final Topology topology = new Topology();
    private final EnvelopeFormat format;
    private final boolean exactlyOnce;
    private final List<String> nodes = new ArrayList<>();

    private PipelineTopology(PipelineConfig config, PipelineMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.format = EnvelopeFormats.named(config.input().format(), config.kind());
        this.exactlyOnce = config.guarantee() == Guarantee.EXACTLY_ONCE;
    }

    /** Builds the topology of a pipeline; its processors count with {@code metrics}. */
    public static Topology build(PipelineConfig config, PipelineMetrics metrics) {
        return new PipelineTopology(config, metrics).build();
    }

    /** Which filters each processor of a pipeline's topology runs, by the processor's name. */
    static Map<String, List<String>> filtersByNode(PipelineConfig config) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (Segment segment : new PipelineTopology(config, PipelineMetrics.NONE).segments()) {
            filters.put(segment.name, segment.filters());
        }
        return filters;
    }

    private Topology build() {
        topology.addSource(
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                config.input().topics().toArray(String[]::new));
        List<Segment> segments = segments();
        String parent = SOURCE;
        for (int i = 0; i < segments.size(); i++) {
            String next = i + 1 < segments.size() ? segments.get(i + 1).name : "clean";
            segments.get(i).addTo(parent, next);
            parent = segments.get(i).name;
        }
        OutputsConfig outputs = config.outputs();
        addSink("clean", outputs.clean(), List.of(parent));
        addSink("thinking", outputs.thinking(), nodes);
        addSink("alerts", outputs.alerts(), nodes);
        addSink("duplicates", outputs.duplicates(), nodes);
        addSink(DEAD, outputs.dead(), nodes);
        return topology;
    }

    private void addSink(String name, @Nullable String topic, List<String> parents) {
        if (topic != null) {
            topology.addSink(
                    name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parents.toArray(String[]::new));
        }
    }

    /** A filter over records takes text decoded by a chain before it, so there is always one, if an empty one. */
    private List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        ChainSegment chain = new ChainSegment(0);
        segments.add(chain);
        for (FilterConfig filter : config.filters()) {
            FilterType type = filter.type();
            if (type instanceof StreamFilterType stream) {
                if (segments.get(segments.size() - 1) != chain) {
                    chain = new ChainSegment(segments.size());
                    segments.add(chain);
                }
                chain.add(type.name(), stream.configure(filter.values()));
                if (stream.reportsInHeader(filter.values())) {
                    chain.reportedInHeader.add(type.name());
                }
            } else if (type instanceof Deduplicate) {
                segments.add(new DeduplicateSegment(filter));
            } else {
                throw new IllegalArgumentException("no processor runs the filter " + type.name());
            }
        }
        return segments;
    }

    private Outputs outputs(String next, boolean sendsThinking) {
        OutputsConfig outputs = config.outputs();
        return new Outputs(
                next,
                sendsThinking && outputs.thinking() != null ? "thinking" : null,
                outputs.alerts() == null ? null : "alerts",
                outputs.duplicates() == null ? null : "duplicates",
                DEAD);
    }

    private void addStore(String name, String hook, String processor) {
        addStore(name, processor);
        topology.addStateStore(CommitHook.builder(hook), processor);
    }

    private void addStore(String name, String processor) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                        .withLoggingEnabled(CHANGELOG)
                        .withCachingDisabled(),
                processor);
    }

    /** A stretch of the pipeline that one processor runs. */
    private abstract static class Segment {
        final String name;

        Segment(String name) {
            this.name = name;
        }

        abstract void addTo(String parent, String next);

        abstract List<String> filters();
    }

    private final class ChainSegment extends Segment {
        private final List<FilterChain.Stage> stages = new ArrayList<>();
        private final Set<String> reportedInHeader = new HashSet<>();
        private ThinkingPlace thinkingPlace = ThinkingPlace.FIELD;
        private final int position;

        ChainSegment(int position) {
            super(position == 0 ? "filters" : "filters-" + position);
            this.position = position;
        }

        void add(String filter, FilterFactory factory) {
            stages.add(new FilterChain.Stage(filter, factory));
            ThinkingPlace place = factory.thinkingPlace();
            thinkingPlace = place == null ? thinkingPlace : place;
        }

        @Override
        void addTo(String parent, String next) {
            ChainSettings settings = new ChainSettings(
                    config.name(),
                    config.kind(),
                    format,
                    new FilterChain(stages),
                    reportedInHeader,
                    thinkingPlace != ThinkingPlace.FIELD,
                    config.input().idleTimeoutMs(),
                    config.input().maxRecordBytes(),
                    exactlyOnce,
                    outputs(next, thinkingPlace != ThinkingPlace.NOWHERE),
                    position == 0 ? SESSIONS : SESSIONS + "-" + position);
            topology.addProcessor(name, () -> new ChainProcessor(settings, metrics), parent);
            if (config.kind() == PipelineKind.LLM) {
                addStore(settings.storeName(), settings.hookName(), name);
                if (settings.chain().followsConversations()) {
                    addStore(settings.conversationsName(), name);
                }
            }
            nodes.add(name);
        }

        @Override
        List<String> filters() {
            return stages.stream().map(FilterChain.Stage::name).toList();
        }
    }

    private final class DeduplicateSegment extends Segment {
        private final FilterConfig filter;

        DeduplicateSegment(FilterConfig filter) {
            super(filter.type().name());
            this.filter = filter;
        }

        @Override
        void addTo(String parent, String next) {
            DeduplicateSettings settings = new DeduplicateSettings(
                    Deduplicate.configure(filter.values()),
                    format,
                    logFormat(),
                    Deduplicate.fields(filter.values()),
                    config.input().topics(),
                    exactlyOnce,
                    outputs(next, true),
                    WINDOWS);
            topology.addProcessor(name, () -> new DeduplicateProcessor(settings, metrics), parent);
            addStore(settings.storeName(), settings.hookName(), name);
            nodes.add(name);
        }

        /** Null to tell it by the lines; what stands in the envelope of a model is text. */
        private @Nullable LogFormat logFormat() {
            return config.input().format().equals("auto")
                    ? null
                    : LogFormat.named(config.input().format());
        }

        @Override
        List<String> filters() {
            return List.of(filter.type().name());
        }
    }
}

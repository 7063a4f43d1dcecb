package dev.weir.topology;

import dev.weir.batch.Batcher;
import dev.weir.batch.MinHash;
import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.Deduplicate;
import dev.weir.dedup.near.NearDuplicates;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterType;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import dev.weir.filter.ThinkingPlace;
import dev.weir.logline.LogFormat;
import dev.weir.match.MatchFactory;
import dev.weir.processor.CardWatch;
import dev.weir.processor.ChainProcessor;
import dev.weir.processor.ChainSettings;
import dev.weir.processor.DeduplicateProcessor;
import dev.weir.processor.DeduplicateSettings;
import dev.weir.processor.FingerprintProcessor;
import dev.weir.processor.LineBatches;
import dev.weir.processor.LineLookahead;
import dev.weir.processor.Lookahead;
import dev.weir.processor.Outputs;
import dev.weir.processor.PipelineEvents;
import dev.weir.processor.PipelineMetrics;
import dev.weir.processor.SimilarProcessor;
import dev.weir.processor.SimilarSettings;
import dev.weir.processor.TextLookahead;
import dev.weir.processor.VectorLookahead;
import dev.weir.session.FilterChain;
import dev.weir.similar.FindSimilar;
import dev.weir.similar.SimilarOptions;
import dev.weir.store.ChronicleSightings;
import dev.weir.store.CommitHook;
import dev.weir.window.SightingEngine;
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
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
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
    private static final String CARD_WATCH = "gpu-watch";
    private static final String SESSIONS = "sessions";
    private static final String WINDOWS = "windows";
    private static final String FINGERPRINT = "fingerprint";
    /** How long lines wait for those of other threads, where a device works on them: little beside what they wait for. */
    private static final long LINGER_NS = 2_000_000;
    /** Sessions are small and short-lived: segments that roll early let compaction keep the changelog short. */
    private static final Map<String, String> CHANGELOG =
            Map.of("segment.bytes", "16777216", "min.cleanable.dirty.ratio", "0.2");

    private final PipelineConfig config;
    private final PipelineMetrics metrics;
    private final PipelineEvents events;
    private final SessionStore sessionStore;
    private final Batcher batcher;
    private final List<Lookahead> lookaheads = new ArrayList<>();
    private Topology topology = new Topology();
    private final EnvelopeFormat format;
    private final boolean exactlyOnce;
    /** The processors whose sinks have not been added yet. */
    private final List<String> nodes = new ArrayList<>();
    /** At the end of the names of sinks; a sink that two sub-topologies shared would make one of them. */
    private String sinkSuffix = "";

    private PipelineTopology(
            PipelineConfig config,
            PipelineMetrics metrics,
            PipelineEvents events,
            SessionStore sessionStore,
            Batcher batcher) {
        this.config = config;
        this.metrics = metrics;
        this.events = events;
        this.sessionStore = sessionStore;
        this.batcher = batcher;
        this.format = EnvelopeFormats.named(config.input().format(), config.kind());
        this.exactlyOnce = config.guarantee() == Guarantee.EXACTLY_ONCE;
    }

    /**
     * Builds the topology of a pipeline for a process that does not last, such as a test driver's: what its configuration says of
     * the store does not count, for the fastest to start is the best.
     */
    public static Topology build(PipelineConfig config, PipelineMetrics metrics) {
        return build(config, metrics, SessionStore.ROCKSDB);
    }

    /** Builds the topology of a pipeline that keeps its sessions in {@code sessionStore} and works on the processor alone. */
    public static Topology build(PipelineConfig config, PipelineMetrics metrics, SessionStore sessionStore) {
        return build(config, metrics, PipelineEvents.NONE, sessionStore, Batching.onProcessor()).topology;
    }

    /**
     * Builds the topology of a pipeline; its processors count with {@code metrics}, tell {@code events}, keep sessions in
     * {@code sessionStore} and have heavy work done by {@code batcher}.
     */
    static Built build(
            PipelineConfig config,
            PipelineMetrics metrics,
            PipelineEvents events,
            SessionStore sessionStore,
            Batcher batcher) {
        PipelineTopology builder = new PipelineTopology(config, metrics, events, sessionStore, batcher);
        Topology topology = builder.build();
        return new Built(topology, List.copyOf(builder.lookaheads));
    }

    /**
     * A topology, and what its consumers look ahead with.
     *
     * @param lookaheads none if there is nothing to look ahead for
     */
    record Built(Topology topology, List<Lookahead> lookaheads) {}

    private static PipelineTopology outline(PipelineConfig config) {
        return new PipelineTopology(
                config, PipelineMetrics.NONE, PipelineEvents.NONE, SessionStore.ROCKSDB, Batching.onProcessor());
    }

    /** The names of the stores in which a pipeline's topology keeps sessions and conversations. */
    static List<String> sessionStores(PipelineConfig config) {
        List<String> names = new ArrayList<>();
        for (Segment segment : outline(config).segments()) {
            if (segment instanceof ChainSegment chain && config.kind() == PipelineKind.LLM) {
                ChainSettings settings = chain.settings("clean");
                names.add(settings.storeName());
                if (settings.chain().followsConversations()) {
                    names.add(settings.conversationsName());
                }
            }
        }
        return names;
    }

    /** Which filters each processor of a pipeline's topology runs, by the processor's name. */
    static Map<String, List<String>> filtersByNode(PipelineConfig config) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (Segment segment : outline(config).segments()) {
            filters.put(segment.name, segment.filters());
        }
        return filters;
    }

    private Topology build() {
        List<Segment> segments = segments();
        int global = globalSegment(segments);
        String parent = global < 0 ? addSource() : repartitionBefore(segments, global);
        for (int i = Math.max(0, global); i < segments.size(); i++) {
            segments.get(i).addTo(parent, i + 1 < segments.size() ? segments.get(i + 1).name : "clean");
            parent = segments.get(i).name;
        }
        addSink("clean", config.outputs().clean(), List.of(parent));
        addSideSinks();
        if (!lookaheads.isEmpty() && config.outputs().alerts() != null) {
            addCardWatch(parent);
        }
        return topology;
    }

    /** Nothing is sent there: a processor has to stand behind another one to be part of its task. */
    private void addCardWatch(String parent) {
        String sink = "gpu-alerts";
        topology.addProcessor(CARD_WATCH, new CardWatch(config.name(), batcher.router(), sink), parent);
        addSink(sink, config.outputs().alerts(), List.of(CARD_WATCH));
    }

    private String addSource() {
        topology.addSource(
                SOURCE,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                config.input().topics().toArray(String[]::new));
        return SOURCE;
    }

    private static int globalSegment(List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof DeduplicateSegment deduplicate && deduplicate.isGlobal()) {
                return i;
            }
        }
        return -1;
    }

    /** Adds what stands before the segment that compares all lines with all; returns the node that it reads from. */
    private String repartitionBefore(List<Segment> segments, int global) {
        Map<String, ProcessorSupplier<byte[], byte[], byte[], byte[]>> before = new LinkedHashMap<>();
        for (int i = 0; i < global; i++) {
            Segment segment = segments.get(i);
            before.put(segment.name, segment.supplier(i + 1 < global ? segments.get(i + 1).name : FINGERPRINT));
            nodes.add(segment.name);
        }
        DeduplicateSettings settings = ((DeduplicateSegment) segments.get(global)).settings("none");
        before.put(FINGERPRINT, () -> new FingerprintProcessor(settings));
        topology = Repartition.topology(SOURCE, config.input().topics(), before, Deduplicate.NAME);
        addSideSinks();
        sinkSuffix = "-" + Deduplicate.NAME;
        return Repartition.source(Deduplicate.NAME);
    }

    private void addSideSinks() {
        OutputsConfig outputs = config.outputs();
        addSink(sink("thinking"), outputs.thinking(), nodes);
        addSink(sink("alerts"), outputs.alerts(), nodes);
        addSink(sink("duplicates"), outputs.duplicates(), nodes);
        addSink(sink(DEAD), outputs.dead(), nodes);
        nodes.clear();
    }

    private String sink(String output) {
        return output + sinkSuffix;
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
        segments.add(new ChainSegment(0));
        for (FilterConfig filter : config.filters()) {
            FilterType type = filter.type();
            if (type instanceof Deduplicate && config.kind() == PipelineKind.LOG) {
                segments.add(new DeduplicateSegment(filter));
                continue;
            }
            if (type instanceof FindSimilar) {
                segments.add(new SimilarSegment(filter, segments.size() == 1));
                continue;
            }
            if (!(segments.get(segments.size() - 1) instanceof ChainSegment)) {
                segments.add(new ChainSegment(segments.size()));
            }
            ChainSegment chain = (ChainSegment) segments.get(segments.size() - 1);
            if (type instanceof StreamFilterType stream) {
                FilterFactory factory = stream.configure(filter.values());
                chain.add(type.name(), segments.size() == 1 ? factory.within(this::lookingAhead) : factory);
                if (stream.reportsInHeader(filter.values())) {
                    chain.reportedInHeader.add(type.name());
                }
            } else if (type instanceof Deduplicate) {
                chain.add(type.name(), Deduplicate.responses(filter.values()));
            } else {
                throw new IllegalArgumentException("no processor runs the filter " + type.name());
            }
        }
        return segments;
    }

    /** Has words found in all lines of a poll at once where a device may do it, as long as nothing takes lines out before. */
    private FilterFactory lookingAhead(FilterFactory factory) {
        if (config.kind() != PipelineKind.LOG
                || !(factory instanceof MatchFactory match)
                || !batcher.router().hasDevice()) {
            return factory;
        }
        TextLookahead ahead = new TextLookahead(format, match.stage(), batcher, LINGER_NS);
        lookaheads.add(ahead);
        return match.asking(ahead.scanner());
    }

    private Outputs outputs(String next, boolean sendsThinking) {
        OutputsConfig outputs = config.outputs();
        return new Outputs(
                next,
                sendsThinking && outputs.thinking() != null ? sink("thinking") : null,
                outputs.alerts() == null ? null : sink("alerts"),
                outputs.duplicates() == null ? null : sink("duplicates"),
                sink(DEAD));
    }

    private void addStore(SessionStore engine, String name, String hook, String processor) {
        addStore(engine, name, processor);
        topology.addStateStore(CommitHook.builder(hook), processor);
    }

    private void addStore(SessionStore engine, String name, String processor) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(engine.supplier(name), Serdes.Bytes(), Serdes.ByteArray())
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

        abstract ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String next);

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
            topology.addProcessor(name, supplier(next), parent);
            ChainSettings settings = settings(next);
            if (config.kind() == PipelineKind.LLM) {
                addStore(sessionStore, settings.storeName(), settings.hookName(), name);
                if (settings.chain().followsConversations()) {
                    addStore(sessionStore, settings.conversationsName(), name);
                }
            }
            nodes.add(name);
        }

        @Override
        ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String next) {
            stages.forEach(stage -> stage.factory().prepare());
            ChainSettings settings = settings(next);
            return () -> new ChainProcessor(settings, metrics, events);
        }

        private ChainSettings settings(String next) {
            return new ChainSettings(
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
        }

        @Override
        List<String> filters() {
            return stages.stream().map(FilterChain.Stage::name).toList();
        }
    }

    private final class SimilarSegment extends Segment {
        private final SimilarOptions options;
        private final VectorLookahead vectors;

        /** @param isFirst whether no filter over records stands before it, so that what is polled comes to it */
        SimilarSegment(FilterConfig filter, boolean isFirst) {
            super(filter.type().name());
            List<String> topics = config.input().topics();
            options = FindSimilar.configure(filter.values());
            vectors = new VectorLookahead(
                    options, isFirst && topics.size() == 1 ? topics.get(0) : null, batcher.router());
            lookaheads.add(vectors);
        }

        @Override
        void addTo(String parent, String next) {
            topology.addProcessor(name, supplier(next), parent);
            nodes.add(name);
        }

        @Override
        ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String next) {
            boolean severalTopics = config.input().topics().size() > 1;
            SimilarSettings settings =
                    new SimilarSettings(config.name(), options, severalTopics, vectors, outputs(next, true));
            return () -> new SimilarProcessor(settings, metrics);
        }

        @Override
        List<String> filters() {
            return List.of(name);
        }
    }

    private final class DeduplicateSegment extends Segment {
        private final FilterConfig filter;
        /** What is known ahead of lines that need not be equal; null if they have to be. */
        private final @Nullable LineBatches batches;

        DeduplicateSegment(FilterConfig filter) {
            super(filter.type().name());
            this.filter = filter;
            MinHash signatures = Deduplicate.signatures(filter.values());
            this.batches = signatures == null
                    ? null
                    : new LineBatches(Deduplicate.configure(filter.values()), signatures, batcher, LINGER_NS);
        }

        private @Nullable NearDuplicates near() {
            return batches == null ? null : Deduplicate.near(filter.values(), batches.bands());
        }

        boolean isGlobal() {
            return Deduplicate.configure(filter.values()).scope() == DedupOptions.Scope.GLOBAL;
        }

        @Override
        void addTo(String parent, String next) {
            DeduplicateSettings settings = settings(next);
            if (batches != null) {
                lookaheads.add(new LineLookahead(settings, batches));
            }
            topology.addProcessor(name, supplier(settings), parent);
            addStore(SessionStore.ROCKSDB, settings.storeName(), settings.hookName(), name);
            nodes.add(name);
        }

        @Override
        ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(String next) {
            return supplier(settings(next));
        }

        private ProcessorSupplier<byte[], byte[], byte[], byte[]> supplier(DeduplicateSettings settings) {
            return () -> new DeduplicateProcessor(settings, metrics, events);
        }

        private DeduplicateSettings settings(String next) {
            SightingEngine engine = switch (Deduplicate.memory(filter.values())) {
                case OFF_HEAP -> SightingEngine.offHeap();
                case CHRONICLE -> ChronicleSightings.engine();
                case HEAP -> SightingEngine.heap();
            };
            return new DeduplicateSettings(
                    Deduplicate.configure(filter.values()),
                    this::near,
                    format,
                    logFormat(),
                    Deduplicate.fields(filter.values()),
                    config.input().topics(),
                    exactlyOnce,
                    outputs(next, true),
                    WINDOWS,
                    engine);
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

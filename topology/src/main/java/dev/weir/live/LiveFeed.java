package dev.weir.live;

import dev.weir.config.PipelineConfig;
import dev.weir.explain.WatchedPipeline;
import dev.weir.metrics.BatchReading;
import dev.weir.metrics.WeirMetrics;
import dev.weir.processor.PipelineEvents;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch what happens: figures each second, events, and samples of what filters do. Thread-safe.
 *
 * <p>Nobody who watches slows the pipelines down: figures are read by a thread of the feed, events are limited to a few a
 * second, and a filter is tapped only if somebody wants samples of it when it is opened. Text of records is told only if
 * the configuration allows it, else its shape.
 */
public final class LiveFeed implements AutoCloseable {

    /** How many may watch at once. */
    public static final int MAX_SUBSCRIPTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private final WeirMetrics metrics;
    private final Supplier<Map<String, PipelineStatus>> statuses;
    private final boolean showPayloads;
    private final Message outline;
    private final Map<String, PipelineConfig> pipelines = new LinkedHashMap<>();
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private final Map<String, Taps> taps = new LinkedHashMap<>();
    private final Map<String, LiveEvents> events = new LinkedHashMap<>();
    private final Map<Object, Recent> recent = new LinkedHashMap<>();
    private final long startedMs = System.currentTimeMillis();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "weir-live");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Subscription[] subscriptions = {};
    private @Nullable ScheduledFuture<?> ticks;
    private boolean closed;

    private LiveFeed(
            WeirMetrics metrics,
            List<PipelineConfig> pipelines,
            Supplier<Map<String, PipelineStatus>> statuses,
            boolean showPayloads) {
        this.metrics = metrics;
        this.statuses = statuses;
        this.showPayloads = showPayloads;
        this.outline = Outline.of(pipelines, showPayloads);
        for (String event : List.of("alert", "storm", "dead", "sample")) {
            recent.put(event, new Recent());
        }
        for (PipelineConfig pipeline : pipelines) {
            String name = pipeline.name();
            Taps ofPipeline = new Taps(name, this);
            this.pipelines.put(name, pipeline);
            taps.put(name, ofPipeline);
            events.put(name, new LiveEvents(name, this, ofPipeline));
            figures.put(name, new Figures(pipeline));
        }
    }

    /**
     * Begins to take figures.
     *
     * @param pipelines what runs
     * @param statuses how each pipeline is, by its name; called once a second
     * @param showPayloads whether text of records may be seen
     */
    public static LiveFeed start(
            WeirMetrics metrics,
            List<PipelineConfig> pipelines,
            Supplier<Map<String, PipelineStatus>> statuses,
            boolean showPayloads) {
        LiveFeed feed = new LiveFeed(metrics, pipelines, statuses, showPayloads);
        feed.tick();
        feed.ticks = feed.clock.scheduleAtFixedRate(feed::tick, 1, 1, TimeUnit.SECONDS);
        return feed;
    }

    /** The same pipeline with a place at each of its filters where it can be tapped. */
    public PipelineConfig watched(PipelineConfig pipeline) {
        Taps own = require(taps, pipeline.name());
        return WatchedPipeline.of(pipeline, own::open);
    }

    /** Hears what happens in a pipeline. */
    public PipelineEvents events(String pipeline) {
        return require(events, pipeline);
    }

    /** Whether text of records may be seen. */
    public boolean showsPayloads() {
        return showPayloads;
    }

    /** What is wrong with an interest, one sentence; null if nothing is. */
    public @Nullable String mistake(Interest interest) {
        String name = interest.pipeline();
        PipelineConfig pipeline = name == null ? null : pipelines.get(name);
        if (name != null && pipeline == null) {
            return "There is no pipeline '" + name + "'; there is " + String.join(", ", pipelines.keySet()) + ".";
        }
        String filter = interest.filter();
        List<String> filters = pipelines.values().stream()
                .filter(one -> pipeline == null || pipeline.equals(one))
                .flatMap(one -> one.filters().stream())
                .map(one -> one.type().name())
                .distinct()
                .toList();
        if (filter != null && !interest.equals(Interest.REPAIRS) && !filters.contains(filter)) {
            return (pipeline == null ? "No pipeline" : "Pipeline " + name + "") + " has "
                    + (pipeline == null ? "a" : "no") + " filter '" + filter + "'; there is "
                    + String.join(", ", filters) + ".";
        }
        return null;
    }

    /**
     * Begins to tell the calling thread, which has to take the messages from then on, beginning with how things are.
     *
     * @return null if {@value #MAX_SUBSCRIPTIONS} watch already
     */
    public @Nullable Subscription subscribe(Interest interest) {
        Subscription subscription = new Subscription(interest, this::remove);
        synchronized (this) {
            if (closed || subscriptions.length >= MAX_SUBSCRIPTIONS) {
                return null;
            }
            subscription.tell(outline);
            subscription.tell(history());
            subscription.tell(snapshot());
            for (Recent kind : recent.values()) {
                for (Message message : kind.all()) {
                    if (!(message instanceof Sample) || interest.equals(Interest.REPAIRS)) {
                        subscription.tell(message);
                    }
                }
            }
            Subscription[] more = Arrays.copyOf(subscriptions, subscriptions.length + 1);
            more[more.length - 1] = subscription;
            subscriptions = more;
        }
        return subscription;
    }

    private synchronized void remove(Subscription gone) {
        subscriptions = Arrays.stream(subscriptions)
                .filter(subscription -> subscription != gone)
                .toArray(Subscription[]::new);
        if (subscriptions.length == 0) {
            taps.values().forEach(Taps::shutAll);
        }
    }

    /** Whether anybody watches. */
    boolean isWatched() {
        return subscriptions.length > 0;
    }

    /** Whether anybody wants samples of a filter. */
    boolean wants(String pipeline, String filter) {
        for (Subscription subscription : subscriptions) {
            if (subscription.interest().includes(pipeline, filter)) {
                return true;
            }
        }
        return false;
    }

    void sample(Sample sample) {
        boolean told = false;
        for (Subscription subscription : subscriptions) {
            if (sample.isOf(subscription.interest())) {
                subscription.tellSample(sample);
                told = true;
            }
        }
        if (told && sample.isOf(Interest.REPAIRS)) {
            require(recent, "sample").add(sample, sample);
        }
    }

    /** @param about what the event is about: a newer one takes the place of an older one */
    void event(Object about, Message event) {
        require(recent, event.event()).add(about, event);
        tell(event);
    }

    private void tell(Message message) {
        for (Subscription subscription : subscriptions) {
            subscription.tell(message);
        }
    }

    private void tick() {
        try {
            Map<String, PipelineStatus> now = new HashMap<>(statuses.get());
            synchronized (this) {
                long nowNs = System.nanoTime();
                figures.forEach((name, own) -> own.tick(
                        nowNs,
                        metrics.read(name),
                        (double) require(events, name).alerts(),
                        now.getOrDefault(name, new PipelineStatus("CREATED", Double.NaN))));
                if (isWatched()) {
                    tell(snapshot());
                }
            }
        } catch (RuntimeException e) { // the next second may go better, and without this there would be none
            LOG.warn("The figures of this second could not be read", e);
        }
    }

    private Message history() {
        return new Message.Ready("history", Json.object(json -> {
            for (Figures own : figures.values()) {
                own.writeHistory(json);
            }
        }));
    }

    private Message snapshot() {
        List<BatchReading> batches = metrics.readBatches();
        return new Message.Ready("snapshot", Json.object(json -> {
            json.writeNumberField("time", System.currentTimeMillis());
            json.writeNumberField("startedTime", startedMs);
            json.writeNumberField("watching", subscriptions.length);
            json.writeArrayFieldStart("pipelines");
            for (Figures own : figures.values()) {
                own.write(json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("batches");
            for (BatchReading batch : batches) {
                json.writeStartObject();
                json.writeStringField("stage", batch.stage());
                json.writeStringField("backend", batch.backend());
                Json.number(json, "messages", batch.messages());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static <K, V> V require(Map<K, V> all, K key) {
        V value = all.get(key);
        if (value == null) {
            throw new IllegalArgumentException("nothing is known of " + key);
        }
        return value;
    }

    /** Drops all who watch. */
    @Override
    public void close() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        clock.shutdownNow();
        Subscription[] all;
        synchronized (this) {
            closed = true;
            all = subscriptions;
        }
        for (Subscription subscription : all) {
            subscription.close();
        }
    }
}

package dev.weir.topology;

import dev.weir.batch.Batcher;
import dev.weir.batch.Stage;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.live.LiveFeed;
import dev.weir.live.PipelineStatus;
import dev.weir.metrics.WeirMetrics;
import dev.weir.processor.Lookahead;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipeline that runs: one Kafka Streams application. Thread-safe.
 *
 * <p>A stream thread that dies is replaced, up to {@value #MAX_REPLACEMENTS} times in a minute; after that the pipeline
 * stops in state ERROR, which the health check tells.
 */
public final class Pipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final int MAX_REPLACEMENTS = 5;
    private static final long REPLACEMENT_WINDOW_MS = 60_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    /** What only Kafka's refusal of a state directory that is locked says; it has no exception of its own. */
    private static final String IN_USE = "running in the same state directory";

    private final String name;
    private final PipelineConfig config;
    private final SessionStore sessions;
    private final Set<String> inputs;
    private final KafkaStreams streams;
    private final boolean staticMember;
    private final Runnable beforeStart;
    private final Deque<Long> replacementsMs = new ArrayDeque<>();

    /**
     * Builds the pipeline; nothing runs before {@link #start}.
     *
     * @param live shows what happens in it
     * @param batcher does its heavy work; not closed with the pipeline
     *
     * @throws StoreUnavailableException if it insists on a store that this Java cannot run, or if another process has its
     *     state
     */
    Pipeline(PipelineConfig config, WeirMetrics metrics, LiveFeed live, Batcher batcher) {
        name = config.name();
        this.config = config;
        inputs = Set.copyOf(config.input().topics());
        Map<String, Object> settings = StreamsSettings.of(config);
        metrics.reportKafka(settings, name);
        staticMember =
                settings.keySet().stream().anyMatch(key -> key.endsWith(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
        sessions = SessionStore.of(config);
        PipelineTopology.Built built = PipelineTopology.build(
                live.watched(config), metrics.pipeline(name), live.events(name), sessions, batcher);
        if (!built.lookaheads().isEmpty()) {
            StreamsSettings.lookAhead(settings, built.lookaheads());
            List<Stage<?>> stages = new ArrayList<>();
            built.lookaheads().forEach(lookahead -> stages.addAll(lookahead.stages()));
            if (!stages.isEmpty()) {
                batcher.router().calibrate(stages, Batching.sampleLines());
            }
            built.lookaheads().forEach(Lookahead::calibrate);
        }
        Properties properties = new Properties();
        properties.putAll(settings);
        Path application = Path.of(
                String.valueOf(settings.get(StreamsConfig.STATE_DIR_CONFIG)), StreamsSettings.applicationId(name));
        streams = client(built.topology(), properties, application);
        beforeStart = () -> sessions.discardOthers(application, PipelineTopology.sessionStores(config));
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((now, before) -> LOG.debug("Pipeline {} is {}", name, now));
    }

    private KafkaStreams client(Topology topology, Properties properties, Path application) {
        try {
            return new KafkaStreams(topology, properties);
        } catch (StreamsException e) {
            if (String.valueOf(e.getMessage()).contains(IN_USE)) {
                throw new StoreUnavailableException("Pipeline " + name + " cannot keep its state in " + application
                        + ", for another process does so already. Give each its own state.dir in the configuration's"
                        + " kafka section, or stop the other.");
            }
            throw e;
        }
    }

    /** Joins the consumer group and begins to read. Returns at once. */
    public void start() {
        // A client that keeps anything in the state directory has locked it when it was built.
        beforeStart.run();
        streams.start();
    }

    public String name() {
        return name;
    }

    /** What runs here, for the summary of a start. */
    StartSummary.Running running() {
        return new StartSummary.Running(config, config.kind() == PipelineKind.LLM ? sessions : null);
    }

    /** The state of the Kafka Streams client, say {@code RUNNING}. */
    public KafkaStreams.State state() {
        return streams.state();
    }

    /** The state, and how far behind it is. */
    PipelineStatus status() {
        return new PipelineStatus(state().name(), lag());
    }

    /** A consumer tells the lag of each partition that it reads; of a topic with dots in its name twice, in two spellings. */
    private double lag() {
        double sum = Double.NaN;
        for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
            MetricName metric = entry.getKey();
            if (metric.name().equals("records-lag")
                    && metric.tags().containsKey("partition")
                    && (inputs.contains(metric.tags().get("topic"))
                            || metric.tags().getOrDefault("topic", "").endsWith("-repartition"))
                    && entry.getValue().metricValue() instanceof Double lag
                    && Double.isFinite(lag)) {
                sum = Double.isNaN(sum) ? lag : sum + lag;
            }
        }
        return sum;
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        long now = System.currentTimeMillis();
        int recent;
        synchronized (replacementsMs) {
            replacementsMs.addLast(now);
            while (replacementsMs.getFirst() < now - REPLACEMENT_WINDOW_MS) {
                replacementsMs.removeFirst();
            }
            recent = replacementsMs.size();
        }
        if (recent > MAX_REPLACEMENTS) {
            LOG.error("Pipeline {} failed {} times within a minute and stops", name, recent, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("A stream thread of pipeline {} failed and is replaced", name, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /**
     * Commits what was processed and leaves the group, so that another instance takes over at once. A static member
     * (one with a {@code group.instance.id}) stays in the group instead, since it will be back.
     */
    @Override
    public void close() {
        GroupMembershipOperation membership =
                staticMember ? GroupMembershipOperation.REMAIN_IN_GROUP : GroupMembershipOperation.LEAVE_GROUP;
        if (!streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE_TIMEOUT))) {
            LOG.warn("Pipeline {} did not close within {} s", name, CLOSE_TIMEOUT.toSeconds());
        }
    }
}

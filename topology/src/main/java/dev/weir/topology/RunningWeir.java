package dev.weir.topology;

import dev.weir.batch.Batcher;
import dev.weir.batch.CudaEngine;
import dev.weir.batch.GpuMode;
import dev.weir.broker.BrokerException;
import dev.weir.broker.Topics;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.live.LiveFeed;
import dev.weir.live.PipelineStatus;
import dev.weir.metrics.WeirMetrics;
import dev.weir.server.WeirServer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** All pipelines of a configuration and the server that tells how they are. Thread-safe. */
public final class RunningWeir implements AutoCloseable {

    private final WeirServer server;
    private final List<Pipeline> pipelines;
    private final Batcher batcher;

    private final GpuMode gpu;

    private RunningWeir(WeirServer server, List<Pipeline> pipelines, Batcher batcher, GpuMode gpu) {
        this.gpu = gpu;
        this.server = server;
        this.pipelines = pipelines;
        this.batcher = batcher;
    }

    /**
     * Starts the server, then every pipeline. Topics are taken to exist.
     *
     * @throws dev.weir.server.ServerException if the server's port is taken
     * @throws GpuUnavailableException if a graphics card is required and none can be used
     */
    public static RunningWeir start(WeirConfig config, WeirMetrics metrics) {
        Batcher batcher = Batching.open(config.gpu(), metrics.batches());
        List<Pipeline> pipelines = new CopyOnWriteArrayList<>();
        LiveFeed live = LiveFeed.start(
                metrics,
                config.pipelines(),
                () -> statuses(pipelines),
                config.server().showPayloads());
        WeirServer server;
        try {
            server = WeirServer.start(
                    config.server().host(), config.server().port(), metrics, () -> states(pipelines), live);
        } catch (RuntimeException e) {
            live.close();
            batcher.close();
            throw e;
        }
        RunningWeir running = new RunningWeir(server, pipelines, batcher, config.gpu());
        try {
            for (PipelineConfig pipeline : config.pipelines()) {
                pipelines.add(new Pipeline(pipeline, metrics, live, batcher));
            }
            pipelines.forEach(Pipeline::start);
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /**
     * The topics that the pipelines of a configuration need and their cluster does not have.
     *
     * @throws BrokerException if a cluster does not answer within {@code timeout}
     */
    public static SortedSet<String> missingTopics(WeirConfig config, Duration timeout) {
        SortedSet<String> missing = new TreeSet<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            missing.addAll(Topics.missing(AdminProperties.of(pipeline), topics(pipeline), timeout));
        }
        return missing;
    }

    /** The topics that a pipeline reads and writes. */
    public static List<String> topics(PipelineConfig pipeline) {
        OutputsConfig outputs = pipeline.outputs();
        Stream<String> written =
                Stream.of(outputs.clean(), outputs.thinking(), outputs.alerts(), outputs.duplicates(), outputs.dead());
        return Stream.concat(pipeline.input().topics().stream(), written.filter(Objects::nonNull))
                .distinct()
                .toList();
    }

    /** The state of each pipeline's Kafka Streams client by the pipeline's name. */
    public Map<String, String> states() {
        return states(pipelines);
    }

    private static Map<String, String> states(List<Pipeline> pipelines) {
        Map<String, String> states = new LinkedHashMap<>();
        for (Pipeline pipeline : pipelines) {
            states.put(pipeline.name(), pipeline.state().name());
        }
        return states;
    }

    private static Map<String, PipelineStatus> statuses(List<Pipeline> pipelines) {
        Map<String, PipelineStatus> statuses = new LinkedHashMap<>();
        for (Pipeline pipeline : pipelines) {
            statuses.put(pipeline.name(), pipeline.status());
        }
        return statuses;
    }

    /** Where the page, the metrics and the health checks are served. */
    public URI uri() {
        return server.uri();
    }

    /** What runs, where it can be watched, and what is switched off. */
    public StartSummary summary() {
        String card = batcher.router().deviceName();
        String problem = null;
        if (card == null) {
            problem = gpu == GpuMode.OFF
                    ? "the configuration says gpu: off"
                    : CudaEngine.problem().orElse("it has failed");
        }
        String cpu = batcher.router().cpuName();
        return StartSummary.of(
                pipelines.stream().map(Pipeline::running).toList(),
                server.uri(),
                card == null ? cpu : card + " where it is faster, else " + cpu,
                problem);
    }

    /** Closes the pipelines, all at once, each committing what it processed; then the server. */
    @Override
    public void close() {
        pipelines.parallelStream().forEach(Pipeline::close);
        batcher.close();
        server.close();
    }
}

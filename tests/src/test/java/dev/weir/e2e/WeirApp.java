package dev.weir.e2e;

import static org.awaitility.Awaitility.await;

import dev.weir.metrics.WeirMetrics;
import dev.weir.topology.RunningWeir;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** Weir running in this JVM, as {@code weir run} would run it. */
final class WeirApp implements AutoCloseable {

    private final RunningWeir running;

    private WeirApp(RunningWeir running) {
        this.running = running;
    }

    /** Returns when every flow is running. */
    static WeirApp start(Cluster cluster, Path stateDir, Flow... flows) {
        String yaml = Flow.yaml(cluster.bootstrapServers(), stateDir, 0, List.of(flows));
        WeirApp app = new WeirApp(RunningWeir.start(Flow.config(yaml), new WeirMetrics()));
        await("all flows running")
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(app::isRunning);
        return app;
    }

    private boolean isRunning() {
        return running.states().values().stream().allMatch(KafkaStreams.State.RUNNING.name()::equals);
    }

    /** The address of a page of the server. */
    URI uri(String path) {
        return running.uri().resolve(path);
    }

    @Override
    public void close() {
        running.close();
    }
}

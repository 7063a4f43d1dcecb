package dev.weir.e2e;

import static org.awaitility.Awaitility.await;

import dev.weir.metrics.WeirMetrics;
import dev.weir.topology.RunningWeir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;

/** Weir running in this JVM, as {@code weir run} would run it. */
final class WeirApp implements AutoCloseable {

    private final RunningWeir running;
    private final HttpClient http = HttpClient.newHttpClient();

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

    /** What the server answers. */
    HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(running.uri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The sum of a metric's series in a scrape.
     *
     * @param labels what the series have to have, each as {@code name="value"}
     */
    double metric(String name, String... labels) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        running.close();
    }
}

package dev.weir.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Prometheus with Weir's configuration and alert rules that scrapes one address each second. */
final class Prometheus implements AutoCloseable {

    private static final Path CONFIGURATION = Repository.DOCKER.resolve("prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String address;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, String address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /**
     * Starts it on a free port of loopback.
     *
     * @param folder for its data
     * @param target host and port to scrape
     */
    static Prometheus start(Path folder, String target) {
        try {
            String given = Repository.text(CONFIGURATION.resolve("prometheus.yml"));
            String here = given.replaceAll("_interval: 10s", "_interval: 1s")
                    .replaceFirst("(?s)dns_sd_configs:.*", "static_configs: [{ targets: [\"" + target + "\"] }]\n");
            Files.writeString(folder.resolve("prometheus.yml"), here);
            Files.copy(CONFIGURATION.resolve("alerts.yml"), folder.resolve("alerts.yml"));
            String address = "127.0.0.1:" + freePort();
            Path log = folder.resolve("prometheus.log");
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=" + address,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Prometheus prometheus = new Prometheus(process, address, log);
            await("Prometheus on " + address).atMost(PATIENCE).until(prometheus::isReady);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus ended: " + Files.readString(log));
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException e) { // it does not listen yet
            return false;
        }
    }

    /**
     * The numbers that a query has now, NaN left out: a mean over nothing is no answer.
     *
     * @throws AssertionError if Prometheus refuses the query
     */
    List<Double> values(String query) {
        Tree data = data("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8), query);
        if (data.at("resultType").text().equals("scalar")) {
            return List.of(Double.parseDouble(data.at("result").texts().get(1)));
        }
        return data.at("result").items().stream()
                .map(series -> Double.parseDouble(series.at("value").texts().get(1)))
                .filter(value -> !Double.isNaN(value))
                .toList();
    }

    /** The alert rules, as Prometheus has them. */
    List<Tree> rules() {
        return data("/api/v1/rules?type=alert", "rules").at("groups").items().stream()
                .flatMap(group -> group.at("rules").items().stream())
                .toList();
    }

    private Tree data(String path, String what) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError("Prometheus refuses " + what + ": " + answer.body());
        }
        return Tree.parse(answer.body(), what).at("data");
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}

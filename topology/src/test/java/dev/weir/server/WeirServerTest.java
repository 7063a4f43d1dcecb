package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.live.LiveFeed;
import dev.weir.metrics.WeirMetrics;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeirServerTest {

    private final Map<String, String> states = new ConcurrentHashMap<>(Map.of("llm", "RUNNING", "logs", "RUNNING"));
    private final WeirMetrics metrics = new WeirMetrics();
    private final LiveFeed live = LiveFeed.start(metrics, List.of(), Map::of, false);
    private final WeirServer server = start(() -> new TreeMap<>(states));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        live.close();
    }

    private WeirServer start(Supplier<Map<String, String>> ofStates) {
        return WeirServer.start("127.0.0.1", 0, metrics, ofStates, live);
    }

    @Test
    void shouldListenOnLoopbackOnAPortOfTheSystemsChoice() {
        assertThat(server.port()).isBetween(1, 65535);
        assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port() + "/"));
    }

    @Test
    void shouldServeTheMetricsInTheTextFormat() throws Exception {
        metrics.pipeline("llm").duplicates(7);

        HttpResponse<String> response = get("metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("weir_duplicates_total{pipeline=\"llm\",} 7.0\n");
    }

    @Test
    void shouldServeOpenMetricsWhenTheAcceptHeaderAsksForIt() throws Exception {
        HttpResponse<String> response = send(request("metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.75,text/plain;version=0.0.4;q=0.5"));

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthz", "readyz"})
    void shouldBeHealthyAndReadyWhenAllPipelinesRun(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(response.body()).isEqualTo("{\"llm\":\"RUNNING\",\"logs\":\"RUNNING\"}\n");
    }

    @Test
    void shouldBeHealthyButNotReadyWhileAPipelineRebalances() throws Exception {
        states.put("logs", "REBALANCING");

        assertThat(get("healthz").statusCode()).isEqualTo(200);
        assertThat(get("readyz").statusCode()).isEqualTo(503);
        assertThat(get("readyz").body()).isEqualTo("{\"llm\":\"RUNNING\",\"logs\":\"REBALANCING\"}\n");
    }

    @Test
    void shouldBeNeitherWhenAPipelineIsInError() throws Exception {
        states.put("logs", "ERROR");

        assertThat(get("healthz").statusCode()).isEqualTo(503);
        assertThat(get("healthz").body()).isEqualTo("{\"llm\":\"RUNNING\",\"logs\":\"ERROR\"}\n");
        assertThat(get("readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldBeHealthyButNotReadyBeforeThereIsAPipeline() throws Exception {
        states.clear();

        assertThat(get("healthz").statusCode()).isEqualTo(200);
        assertThat(get("readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldEscapeThePipelinesNameInJson() throws Exception {
        states.put("a\"b", "RUNNING");

        assertThat(get("healthz").body()).contains("{\"a\\\"b\":\"RUNNING\",");
    }

    @Test
    void shouldServeThePageAndAllThatItNames() throws Exception {
        HttpResponse<String> page = get("");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        Set<String> named = new TreeSet<>();
        Matcher links = Pattern.compile("(?:href|src)=\"([^#\"]+)\"").matcher(page.body());
        while (links.find()) {
            named.add(links.group(1));
        }
        assertThat(named).contains("metrics", "healthz", "readyz", "page.css", "page.js", "icon.svg");
        Matcher modules = Pattern.compile("from '\\./([a-z]+\\.js)'")
                .matcher(get("page.js").body());
        while (modules.find()) {
            named.add(modules.group(1));
        }
        assertThat(named).contains("chart.js", "flow.js", "events.js", "format.js");
        for (String path : named) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void shouldLetThePageLoadAndRunNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = get("");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe", "http", "*");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).doesNotContain("style=", "<script>", "http:", "https:", "onclick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"metricsx", "metrics/", "metrics/more", "favicon.ico", "..%2fetc"})
    void shouldAnswer404WhereThereIsNothing(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void shouldAnswer405ToWhatWouldChangeSomething(String method) throws Exception {
        HttpResponse<String> response = send(request("metrics").method(method, BodyPublishers.ofString("x")));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        HttpResponse<String> response = send(request("metrics").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void shouldAnswer500AndGoOnWhenTheStatesCannotBeRead() throws Exception {
        try (WeirServer broken = start(() -> {
            throw new IllegalStateException("secret");
        })) {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(broken.uri().resolve("healthz")));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).doesNotContain("secret");
            assertThat(send(HttpRequest.newBuilder(broken.uri().resolve("metrics")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldSayWhichPortIsTakenAndWhichKeyChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> WeirServer.start("127.0.0.1", taken.getLocalPort(), metrics, Map::of, live))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("Cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + " (Address already in use): set server.port to a port that is free, or to 0 for any.");
        }
    }

    @Test
    void shouldNameTheKeyOfAnImpossibleHostOrPort() {
        assertThatThrownBy(() -> WeirServer.start("no.such.host.invalid", 0, metrics, Map::of, live))
                .isInstanceOf(ServerException.class)
                .hasMessage("server.host: 'no.such.host.invalid' is not a host that this machine knows.");
        assertThatThrownBy(() -> WeirServer.start("127.0.0.1", 70000, metrics, Map::of, live))
                .isInstanceOf(ServerException.class)
                .hasMessage("server.port: 70000 is not between 0 and 65535.");
    }

    @Test
    void shouldAnswerManyAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            responses.add(
                    client.sendAsync(request(i % 2 == 0 ? "metrics" : "readyz").build(), BodyHandlers.ofString()));
        }

        assertThat(responses)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
    }

    @Test
    void shouldFinishTheRequestUnderWayWhenItCloses() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        WeirServer closing = start(() -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Map.of("llm", "RUNNING");
        });
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(
                HttpRequest.newBuilder(closing.uri().resolve("readyz")).build(), BodyHandlers.ofString());
        asked.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
        answer.countDown();

        assertThat(response.get().statusCode()).isEqualTo(200);
        closed.get();
        assertThatThrownBy(() -> send(HttpRequest.newBuilder(closing.uri()))).isInstanceOf(ConnectException.class);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}

package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code weir top} and {@code weir tap} against a server that says what a Weir could say. */
@Timeout(60)
class WatchCommandsTest {

    private static final String SNAPSHOT = """
            {"time":1000000,"startedTime":935000,"watching":1,"pipelines":[
            {"name":"llm","state":"RUNNING","lag":1234,"sessions":3,"heldBackBytes":0,
            "total":{"recordsIn":9,"thinkingBytes":2048,"repairs":12,"loops":1,"alerts":2,"dead":1},
            "rate":{"recordsIn":1500.4,"recordsOut":9.25,"bytesIn":2500000,"thinkingBytes":10,"repairs":0.5,"loops":0},
            "p50":0.0000125,"p99":0.00407,"filters":[
            {"name":"strip-thinking","cleans":"thinkingBytes","p50":null,"p99":null},
            {"name":"repair-json","cleans":"repairs","p50":null,"p99":null}]},
            {"name":"logs","state":"ERROR","lag":null,"total":{"duplicates":7},"rate":{"duplicates":0},"p50":null,"p99":null,
            "filters":[{"name":"deduplicate","cleans":"duplicates","p50":1e-6,"p99":2e-6}]}],
            "batches":[{"stage":"minhash","backend":"cpu-vector","messages":77}]}""".replace("\n", "");
    private static final String SAMPLE = """
            {"time":0,"pipeline":"llm","filter":"repair-json","channel":"arguments","call":1,"bytesBefore":9,\
            "bytesAfter":10,"changed":true,"cut":false,"masked":true,"kinds":["truncated","truncated"],\
            "parts":[["=","{\\"x\\": "],["-","'"],["+","\\"}"]]}""";
    private static final String SUPPRESSED = """
            {"time":0,"pipeline":"logs","filter":"deduplicate","channel":"content","bytesBefore":4,"bytesAfter":0,\
            "changed":true,"fate":"suppressed","kinds":["suppressed"],"parts":[["-","line"]]}""";
    private static final String UNCHANGED = """
            {"time":0,"pipeline":"logs","filter":"deduplicate","channel":"content","bytesBefore":4,"bytesAfter":4,\
            "changed":false,"kinds":["first"],"parts":[["=","line"]]}""";

    private final HttpServer http = server();
    private volatile String asked = "";

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void says(int status, String type, String body) {
        http.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body.getBytes(UTF_8));
            }
        });
    }

    private void tells(String... eventsAndData) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < eventsAndData.length; i += 2) {
            body.append("event: ").append(eventsAndData[i]).append("\ndata: ");
            body.append(eventsAndData[i + 1]).append("\n\n");
        }
        says(200, "text/event-stream; charset=utf-8", body.toString());
    }

    private String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Test
    void shouldPrintATableOfPipelinesAndFiltersOnce() {
        tells("pipelines", "{}", "snapshot", SNAPSHOT, "snapshot", "{}");

        Outcome outcome = Outcome.of("top", "--once", "--url", url());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(asked).isEqualTo("/live");
        assertThat(outcome.output()).doesNotContain("\u001b");
        assertThat(outcome.lines())
                .containsExactly(
                        "weir on " + url() + "/, up for 1 min 5 s",
                        "",
                        "PIPELINE          STATE      LAG   IN/S  CLEAN/S   MB/S      P50      P99  ALERTS  DEAD  CLEANED",
                        "llm               RUNNING  1,234  1,500      9.3  2.500  12.5 \u00b5s  4.07 ms       2     1",
                        "  strip-thinking" + " ".repeat(73) + "2.05 kB of thinking, 10 B/s",
                        "  repair-json" + " ".repeat(76) + "12 repairs, 0.5/s",
                        "logs              ERROR        -      -        -      -        -        -       -     -",
                        "  deduplicate" + " ".repeat(47) + "1 \u00b5s     2 \u00b5s" + " ".repeat(16)
                                + "7 duplicates, 0.0/s",
                        "",
                        "batches: minhash on cpu-vector, 77 messages");
    }

    @Test
    void shouldPrintTheFiguresAsJson() {
        tells("snapshot", SNAPSHOT);

        Outcome outcome = Outcome.of("top", "--once", "--json", "--url", url());

        assertThat(outcome.lines()).containsExactly(SNAPSHOT);
    }

    @Test
    void shouldSayThatTheServerHasEnded() {
        tells("snapshot", SNAPSHOT);

        Outcome outcome = Outcome.of("top", "--json", "--url", url());

        assertThat(outcome.exitCode()).isEqualTo(Main.FAILURE);
        assertThat(outcome.errorLines()).containsExactly("The server on " + url() + "/ has ended the connection.");
    }

    @Test
    void shouldShowTextsBeforeAndAfterAFilter() {
        tells("snapshot", SNAPSHOT, "sample", SAMPLE, "sample", SUPPRESSED, "sample", UNCHANGED, "sample", SAMPLE);

        Outcome outcome =
                Outcome.of("tap", "-p", "llm", "--filter", "repair-json", "--limit", "3", "--url", url() + "/");

        assertThat(outcome.exitCode()).isZero();
        assertThat(asked).isEqualTo("/live?pipeline=llm&filter=repair-json");
        assertThat(outcome.errorLines()).hasSize(1);
        assertThat(outcome.errors()).contains("server.show-payloads: true");
        assertThat(outcome.lines()).hasSize(7);
        assertThat(outcome.lines().get(0)).endsWith(" llm/repair-json, arguments of call 1, 9 B -> 10 B: truncated");
        assertThat(outcome.lines().subList(1, 3)).containsExactly("  - {\"x\": '", "  + {\"x\": \"}");
        assertThat(outcome.lines().get(3)).endsWith(" logs/deduplicate, content, 4 B -> 0 B: suppressed");
        assertThat(outcome.lines().get(4)).isEqualTo("  - line");
        assertThat(outcome.lines().get(5)).endsWith(": first");
        assertThat(outcome.lines().get(6)).isEqualTo("  = line");
    }

    @Test
    void shouldPassOnWhatTheServerSays() {
        says(404, "text/plain; charset=utf-8", "There is no pipeline 'x'; there is llm, logs.\n");

        Outcome outcome = Outcome.of("tap", "-p", "x", "--url", url());

        assertMistake(outcome, url() + "/ says: There is no pipeline 'x'; there is llm, logs.");
    }

    @Test
    void shouldTellAnotherServerFromAWeir() {
        says(200, "text/html", "<h1>It works!</h1>");

        assertMistake(
                Outcome.of("top", "--once", "--url", url()),
                "What answers on " + url() + "/ is no Weir that can be watched (status 200). Say with --url where the"
                        + " page of a running Weir is.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"top", "tap"})
    void shouldSayHowToStartOneWhereThereIsNone(String command) throws IOException {
        String nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "127.0.0.1:" + free.getLocalPort();
        }
        String[] arguments = command.equals("top")
                ? new String[] {"top", "--url", nobody}
                : new String[] {"tap", "-p", "llm", "--url", nobody};

        assertMistake(
                Outcome.of(arguments),
                "Nothing answers on http://" + nobody + "/. Start Weir with ./weir run or ./weir demo; if it runs"
                        + " already, say with --url where its page is.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "http://", "a b"})
    void shouldRefuseWhatIsNoAddress(String url) {
        assertMistake(
                Outcome.of("top", "--url", url),
                "--url: '" + url + "' is not the address of a page, such as http://127.0.0.1:9404.");
    }

    @Test
    void shouldRefuseALimitOfNothing() {
        assertMistake(Outcome.of("tap", "-p", "llm", "--limit", "0"), "--limit is a whole number from 1.");
    }

    private static void assertMistake(Outcome outcome, String line) {
        assertThat(outcome.exitCode()).isEqualTo(Main.USER_MISTAKE);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errorLines()).containsExactly(line);
    }
}

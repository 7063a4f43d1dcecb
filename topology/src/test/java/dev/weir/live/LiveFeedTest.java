package dev.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Decision;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Report;
import dev.weir.filter.StreamFilterType;
import dev.weir.metrics.WeirMetrics;
import dev.weir.processor.PipelineMetrics;
import dev.weir.server.WeirServer;
import dev.weir.topology.FilterTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class LiveFeedTest {

    private static final String SECRET = "Lovelace";
    private static final List<PipelineConfig> PIPELINES = pipelines("""
            pipelines:
              - name: llm
                kind: llm
                input: { topics: [llm.raw] }
                filters: [ strip-thinking: { }, detect-loops: { }, repair-json: { } ]
                outputs: { clean: llm.clean, thinking: llm.thinking, dead: llm.dead }
              - name: logs
                kind: log
                input: { topics: [logs.raw, more.raw] }
                filters: [ deduplicate: { } ]
                outputs: { clean: logs.clean, dead: logs.dead }
            """);

    private final WeirMetrics metrics = new WeirMetrics();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private static List<PipelineConfig> pipelines(String yaml) {
        ConfigResult result = new ConfigReader(
                        FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), Map.of())
                .read("test.yaml", yaml);
        assertThat(result).isInstanceOf(ConfigResult.Valid.class);
        return ((ConfigResult.Valid) result).config().pipelines();
    }

    private LiveFeed feed(boolean showPayloads) {
        LiveFeed feed =
                LiveFeed.start(metrics, PIPELINES, () -> Map.of("llm", new PipelineStatus("RUNNING", 7)), showPayloads);
        open.add(feed);
        return feed;
    }

    private WeirServer server(LiveFeed feed) {
        WeirServer server = WeirServer.start("127.0.0.1", 0, metrics, Map::of, feed);
        open.add(server);
        return server;
    }

    private Watcher watcher(LiveFeed feed, String query) {
        Watcher watcher = new Watcher(server(feed).uri(), query);
        open.add(watcher);
        return watcher;
    }

    /** Runs a whole text through a filter of the first pipeline, as the processor would. */
    private static Filter run(LiveFeed feed, int filter, String text) {
        Filter opened = open(feed, filter);
        byte[] bytes = text.getBytes(UTF_8);
        opened.accept(bytes, 0, bytes.length, new Ignored());
        opened.finish(new Ignored());
        return opened;
    }

    private static Filter open(LiveFeed feed, int filter) {
        var config = feed.watched(PIPELINES.get(0)).filters().get(filter);
        return Objects.requireNonNull(
                ((StreamFilterType) config.type()).configure(config.values()).open(Channel.CONTENT, true));
    }

    @Test
    void shouldTellHowThingsAreAndThenEachSecond() {
        Watcher watcher = watcher(feed(false), "");

        assertThat(watcher.response().headers().firstValue("Content-Type"))
                .hasValue("text/event-stream; charset=utf-8");
        assertThat(watcher.next()[1])
                .startsWith("{\"payloads\":false,")
                .contains("\"name\":\"llm\",\"kind\":\"llm\",\"guarantee\":\"at-least-once\"")
                .contains("\"inputs\":[\"logs.raw\",\"more.raw\"]")
                .contains("\"outputs\":{\"clean\":\"llm.clean\",\"thinking\":\"llm.thinking\",\"dead\":\"llm.dead\"}");
        String[] history = watcher.next();
        assertThat(history[0]).isEqualTo("history");
        assertThat(history[1].split(",", -1)).hasSize(2 * 5 * History.POINTS);
        metrics.pipeline("llm").record(PipelineMetrics.CHAIN, "changed", 5);
        metrics.pipeline("llm").record(PipelineMetrics.CHAIN, "emptied", 2);
        metrics.pipeline("llm").record(PipelineMetrics.CHAIN, "released", 1);
        metrics.pipeline("logs").record("deduplicate", Decision.PASS_FIRST.label(), 3);
        metrics.pipeline("logs").record("deduplicate", Decision.SUPPRESS.label(), 4);
        metrics.pipeline("llm").jsonRepair("trailing-comma");
        metrics.pipeline("llm").filterSeconds(PipelineMetrics.CHAIN, 3e-6);
        assertThat(watcher.next("snapshot")).contains("\"recordsIn\":0");
        assertThat(watcher.next("snapshot"))
                .contains("\"name\":\"llm\",\"state\":\"RUNNING\",\"lag\":7,")
                .contains("\"recordsIn\":7,\"recordsOut\":6,")
                .contains("\"recordsIn\":0,\"recordsOut\":3,")
                .contains("\"repairs\":{\"trailing-comma\":1}")
                .contains("{\"name\":\"repair-json\",\"cleans\":\"repairs\",")
                .containsPattern("\"p50\":0?\\.?[0-9.]+[E0-9-]*,\"p99\":[0-9.]+");
    }

    @Test
    void shouldShowARepairBeforeAndAfter() {
        LiveFeed feed = feed(true);
        Watcher watcher = watcher(feed, "");

        watcher.next("snapshot");
        run(feed, 2, "{\"fine\": 1}");
        run(feed, 2, "{'name': \"" + SECRET + "\"}");

        assertThat(watcher.next("sample"))
                .contains("\"pipeline\":\"llm\",\"filter\":\"repair-json\",\"channel\":\"content\"")
                .contains("\"changed\":true", "\"masked\":false", "\"kinds\":[\"single-quotes\"")
                .contains("[\"-\",\"'\"],[\"+\",\"\\\"\"],[\"=\",\"name\"]", SECRET);
    }

    @Test
    void shouldShowOnlyTheShapeOfTextByDefault() {
        LiveFeed feed = feed(false);
        Watcher watcher = watcher(feed, "");

        watcher.next("snapshot");
        run(feed, 2, "{'name': \"" + SECRET + "\", 'born': 1815, 'mail': 'a@b.c'}");
        feed.events("llm")
                .alert(
                        new Alert("loop", "exact", 3, details()),
                        Channel.CONTENT,
                        SECRET.getBytes(UTF_8),
                        SECRET + "#0",
                        1);
        feed.events("llm")
                .dead(
                        new RecordMetadata() {
                            private final TopicPartition place = new TopicPartition("llm.raw", 2);

                            @Override
                            public String topic() {
                                return place.topic();
                            }

                            @Override
                            public int partition() {
                                return place.partition();
                            }

                            @Override
                            public long offset() {
                                return 99;
                            }
                        },
                        1234,
                        "malformed",
                        "decode",
                        "not JSON: " + SECRET);

        String sample = watcher.next("sample");
        assertThat(sample)
                .contains("\"masked\":true", "[\"=\",\"xxxx\"]", "0000", "x\u00b7x\u00b7x")
                .doesNotContain(SECRET, "name", "born", "1815");
        assertThat(watcher.next("alert"))
                .contains("\"kind\":\"exact\"", "\"period\":12", "\"repeats\":6", "\"level\":\"stop\"")
                .doesNotContain(SECRET);
        assertThat(watcher.next("dead"))
                .contains("\"reason\":\"malformed\"", "\"topic\":\"llm.raw\",\"partition\":2,\"offset\":99")
                .doesNotContain(SECRET);
    }

    private static Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("level", "stop");
        details.put("ended", false);
        details.put("period", 12L);
        details.put("repeats", 6L);
        details.put("sample", SECRET);
        return details;
    }

    @Test
    void shouldTellWhoComesLaterWhatHappenedBefore() {
        LiveFeed feed = feed(true);
        for (int i = 0; i < 3; i++) {
            feed.events("llm").alert(new Alert("loop", "exact", i, details()), Channel.CONTENT, null, "s", 1);
        }

        Watcher watcher = watcher(feed, "");

        assertThat(watcher.next("alert")).contains("\"offset\":0", SECRET);
        assertThat(watcher.next("alert")).contains("\"offset\":1");
        assertThat(watcher.next("snapshot")).contains("\"alerts\":3");
    }

    @Test
    void shouldLeaveFiltersAsTheyAreWhenNobodyWantsSamples() throws Exception {
        LiveFeed feed = feed(true);
        Class<?> plain = open(feed, 2).getClass();
        assertThat(plain.getSimpleName()).isEqualTo("WholeDocumentFilter");
        try (Subscription repairs = Objects.requireNonNull(feed.subscribe(Interest.REPAIRS))) {
            assertThat(repairs).isNotNull();
            assertThat(open(feed, 2).getClass()).isNotEqualTo(plain);
            assertThat(open(feed, 1).getClass().getSimpleName()).isNotEqualTo("WatchedFilter");
        }
        assertThat(open(feed, 2).getClass()).isEqualTo(plain);
    }

    @Test
    void shouldTapSoManyAtOnceAndNoMore() {
        LiveFeed feed = feed(true);
        Objects.requireNonNull(feed.subscribe(Interest.REPAIRS));
        List<Filter> tapped = new ArrayList<>();
        for (int i = 0; i < 2 * Taps.MAX_OPEN; i++) {
            tapped.add(open(feed, 2));
        }
        String plain = "WholeDocumentFilter";
        assertThat(tapped.subList(0, Taps.MAX_OPEN))
                .allSatisfy(
                        filter -> assertThat(filter.getClass().getSimpleName()).isEqualTo("WatchedFilter"));
        assertThat(tapped.subList(Taps.MAX_OPEN, tapped.size()))
                .allSatisfy(
                        filter -> assertThat(filter.getClass().getSimpleName()).isEqualTo(plain));

        tapped.get(0).finish(new Ignored());

        assertThat(open(feed, 2).getClass().getSimpleName()).isEqualTo("WatchedFilter");
    }

    @Test
    void shouldSampleAFewASecondHoweverMuchHappens() throws Exception {
        LiveFeed feed = feed(true);
        Subscription subscription = Objects.requireNonNull(feed.subscribe(new Interest("llm", null, false)));
        long startedNs = System.nanoTime();
        for (int i = 0; i < 500; i++) {
            run(feed, 2, "{'a': " + i + "}");
        }
        long seconds = (System.nanoTime() - startedNs) / 1_000_000_000;
        int samples = 0;
        String message = subscription.next();
        while (message != null && samples <= 500) {
            samples += message.startsWith("event: sample") ? 1 : 0;
            message = message.startsWith("event: snapshot") && samples > 0 ? null : subscription.next();
        }

        assertThat(samples).isBetween(1, (int) (Subscription.SAMPLES_A_SECOND * (seconds + 3)));
    }

    @Test
    void shouldTapEveryFilterThatIsAskedFor() {
        LiveFeed feed = feed(true);
        Watcher watcher = watcher(feed, "?pipeline=llm&filter=strip-thinking");

        watcher.next("snapshot");
        run(feed, 2, "{'not': 'wanted'}");
        run(feed, 0, "<think>hm</think>yes");
        run(feed, 0, "as it was");

        assertThat(watcher.next("sample"))
                .contains("\"filter\":\"strip-thinking\"", "[\"-\",\"<think>hm</think>\"],[\"=\",\"yes\"]");
        assertThat(watcher.next("sample")).contains("\"changed\":false", "[\"=\",\"as it was\"]");
    }

    @Test
    void shouldShowWhatDeduplicateDecided() {
        LiveFeed feed = feed(true);
        Watcher watcher = watcher(feed, "?pipeline=logs");
        byte[] line = "disk full".getBytes(UTF_8);

        watcher.next("snapshot");
        feed.events("logs").decided(null, line, 0, line.length, Decision.PASS_FIRST);
        feed.events("logs").decided(null, line, 0, line.length, Decision.SUPPRESS);

        assertThat(watcher.next("sample")).contains("\"kinds\":[\"first\"]", "[\"=\",\"disk full\"]");
        assertThat(watcher.next("sample"))
                .contains("\"fate\":\"suppressed\",\"kinds\":[\"suppressed\"]", "[\"-\",\"disk full\"]");
    }

    @Test
    void shouldSayWhatThereIsToTap() {
        LiveFeed feed = feed(true);
        Watcher wrongFilter = watcher(feed, "?pipeline=llm&filter=match");
        assertThat(wrongFilter.response().statusCode()).isEqualTo(404);
        assertThat(wrongFilter.body())
                .isEqualTo("Pipeline llm has no filter 'match'; there is strip-thinking, detect-loops, repair-json.");
        assertThat(watcher(feed, "?pipeline=x").body()).isEqualTo("There is no pipeline 'x'; there is llm, logs.");
        assertThat(watcher(feed, "?filter=x").body())
                .isEqualTo("No pipeline has a filter 'x'; there is strip-thinking, detect-loops, repair-json,"
                        + " deduplicate.");
    }

    @Test
    void shouldRefuseMoreThanMayWatch() {
        LiveFeed feed = feed(true);
        WeirServer server = server(feed);
        for (int i = 0; i < LiveFeed.MAX_SUBSCRIPTIONS; i++) {
            Watcher watcher = new Watcher(server.uri(), "");
            open.add(watcher);
            watcher.next("snapshot");
        }

        try (Watcher more = new Watcher(server.uri(), "")) {
            assertThat(more.response().statusCode()).isEqualTo(503);
            assertThat(more.body()).contains("16 watch already");
        }
    }

    @Test
    void shouldDropAWatcherThatReadsNothingAndGoOnForTheOthers() throws Exception {
        LiveFeed feed = feed(true);
        WeirServer server = server(feed);
        Watcher good = new Watcher(server.uri(), "");
        open.add(good);
        good.next("snapshot");
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.setReceiveBufferSize(1 << 10);
            slow.getOutputStream().write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            await().until(() -> good.next("snapshot").contains("\"watching\":2"));
            Thread reader = new Thread(() -> {
                while (!good.next("snapshot").contains("\"watching\":1")) {
                    // The other one is still there.
                }
            });
            reader.start();
            String much = "{\"x\":\"" + "y".repeat(100_000) + "\"}";
            while (reader.isAlive()) {
                feed.event(much, new Message.Ready("alert", much));
                reader.join(20);
            }
        }

        assertThat(good.next("snapshot")).contains("\"watching\":1");
    }

    @Test
    void shouldNotAnswerAForeignName() throws IOException {
        WeirServer server = server(feed(true));
        for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:9404")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(("GET /live HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(UTF_8));
                assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                        .as(host)
                        .isEqualTo("HTTP/1.1 403");
            }
        }
    }

    private static final class Ignored implements FilterOutput {

        @Override
        public void text(byte[] text, int offset, int length) {}

        @Override
        public void thinking(byte[] text, int offset, int length) {}

        @Override
        public void flag(String flag) {}

        @Override
        public void alert(Alert alert) {}

        @Override
        public void report(Report report) {}
    }
}

package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir run} as a process: what it says when it cannot begin, and how it ends when it is told to. */
@ExtendWith(SharedCluster.class)
final class RunCommandTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** From the last part of the summary of a start. */
    private static final String STARTED = "/metrics; health on /healthz";

    private final Cluster cluster;

    @TempDir
    Path folder;

    RunCommandTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldNameEveryTopicThatIsMissing() throws IOException {
        Flow flow = cluster.llm("missing");

        try (WeirProcess weir = run(config(flow, cluster.bootstrapServers(), 0))) {
            assertThat(weir.awaitExit(SOON)).isEqualTo(1);
            assertThat(weir.err())
                    .contains(flow.input(), flow.clean(), flow.thinking(), flow.alerts(), flow.dead(), "weir.yaml")
                    .doesNotContain("Exception", "\tat ");
            assertThat(weir.err().strip().lines()).hasSize(1);
        }
    }

    @Test
    void shouldGiveUpOnAClusterThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            long start = System.nanoTime();

            try (WeirProcess weir = run(config(cluster.llm("unreachable"), address, 0), "--wait", "2")) {
                assertThat(weir.awaitExit(SOON)).isEqualTo(2);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), SOON);
                assertThat(weir.err())
                        .contains("Kafka at " + address + " did not answer within 2 s")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void shouldNameThePortThatIsTaken() throws IOException {
        Flow flow = cluster.llm("port-taken").createTopics();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WeirProcess weir = run(config(flow, cluster.bootstrapServers(), taken.getLocalPort()))) {
            assertThat(weir.awaitExit(SOON)).isEqualTo(2);
            assertThat(weir.err())
                    .contains("127.0.0.1:" + taken.getLocalPort(), "server.port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void shouldSayThatItTakesAnotherStoreIfFlagsAreMissing() throws IOException {
        Flow flow = cluster.llm("no-flags").filter("strip-thinking: { }").createTopics();
        try (Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                WeirProcess weir = WeirProcess.start(
                        folder,
                        List.of(),
                        "run",
                        "-c",
                        config(flow, cluster.bootstrapServers(), 0).toString())) {
            weir.awaitOutput(STARTED);
            traffic.send(flow.input(), "k", Chunks.delta("r1", "<think>thought</think>answer"))
                    .flush();

            assertThat(Transcripts.answers(clean.await(1))).containsExactly(entry("r1", "answer"));
            assertThat(weir.err().lines().filter(line -> line.contains("keeps its open streams in RocksDB")))
                    .singleElement()
                    .asString()
                    .contains("--add-opens=java.base/java.lang=ALL-UNNAMED", "store: rocksdb");
        }
    }

    @Test
    void shouldNotStartWithoutTheStoreThatIsInsistedOn() throws IOException {
        Flow flow = cluster.llm("insists").store("chronicle").createTopics();
        String config = config(flow, cluster.bootstrapServers(), 0).toString();
        try (WeirProcess weir = WeirProcess.start(folder, List.of(), "run", "-c", config)) {
            assertThat(weir.awaitExit(SOON)).isEqualTo(2);
            assertThat(weir.err())
                    .contains("has 'store: chronicle'", "--add-opens=java.base/java.lang=ALL-UNNAMED")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void shouldLetNoSecondProcessIntoItsState() throws IOException {
        Flow flow = cluster.llm("two-processes")
                .store("chronicle")
                .filter("strip-thinking: { }")
                .createTopics();
        Path config = config(flow, cluster.bootstrapServers(), 0);
        Path other = Files.createDirectory(folder.resolve("second"));
        try (Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                WeirProcess first = run(config)) {
            first.awaitOutput(STARTED);
            traffic.send(flow.input(), "k", Chunks.delta("r1", "one ")).flush();
            clean.await(1);
            try (WeirProcess second = WeirProcess.start(other, "run", "-c", config.toString())) {
                assertThat(second.awaitExit(SOON)).isEqualTo(2);
                assertThat(second.err())
                        .contains("Pipeline " + flow.name() + " cannot keep its state in " + folder.resolve("state"))
                        .contains("another process does so already", "state.dir")
                        .doesNotContain("Exception", "\tat ");
                assertThat(second.err().strip().lines()).hasSize(1);
            }
            traffic.send(flow.input(), "k", Chunks.delta("r1", "two")).flush();
            assertThat(Transcripts.answers(clean.await(2))).containsExactly(entry("r1", "one two"));
        }
    }

    @Test
    void shouldCloseInGoodOrderOnSigtermAndLeaveItsPartitionsToOthers() throws IOException {
        Flow flow = cluster.llm("sigterm")
                .partitions(2)
                .filter("strip-thinking: { }")
                .kafka("commit.interval.ms: 60000")
                .kafka("main.consumer.session.timeout.ms: 45000")
                .createTopics();
        try (Traffic traffic = cluster.traffic();
                TopicReader thinking = cluster.read(flow.thinking())) {
            try (WeirProcess weir = run(config(flow, cluster.bootstrapServers(), 0))) {
                weir.awaitOutput(STARTED);
                assertThat(weir.out())
                        .contains("Pipeline " + flow.name() + "  " + flow.input() + " -> " + flow.clean())
                        .contains("strip-thinking; at-least-once, 1 thread, open streams in chronicle");
                traffic.send(flow.input(), "k", Chunks.delta("r1", "<think>one, "))
                        .flush();
                thinking.await(1);
                assertThat(cluster.committedCount(flow)).as("committed so far").isZero();

                weir.terminate();

                assertThat(weir.awaitExit(Duration.ofSeconds(15))).isIn(0, 128 + 15);
                assertThat(weir.err()).doesNotContain("ERROR", "\tat ");
            }
            assertThat(cluster.committedCount(flow))
                    .as("committed by the close")
                    .isEqualTo(1);
            assertThat(cluster.members(flow)).isEmpty();

            long start = System.nanoTime();
            try (WeirApp next = flow.start(folder.resolve("other-state"))) {
                assertThat(next).isNotNull();
                traffic.send(flow.input(), "k", Chunks.delta("r1", "two</think>answer"))
                        .flush();
                assertThat(thinking.await(2)).extracting(Message::text).containsExactly("one, ", "two");
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("well before a session would time out")
                        .isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void shouldSayWhatRunsInTheLogIfThatIsJson() throws IOException {
        Flow flow = cluster.llm("json-log").filter("strip-thinking: { }").createTopics();
        try (WeirProcess weir = run(config(flow, cluster.bootstrapServers(), 0), "--log-format", "json")) {
            weir.awaitErrors("\"start\":{");

            assertThat(weir.out()).isEmpty();
            weir.terminate();
            assertThat(weir.awaitExit(SOON)).isIn(0, 128 + 15);
            assertThat(weir.err().lines()).allMatch(line -> line.startsWith("{\"timestamp\":\"") && line.endsWith("}"));
            assertThat(weir.err().lines().filter(line -> line.contains("\"start\":{")))
                    .singleElement()
                    .asString()
                    .contains("\"message\":\"Weir runs " + flow.name() + " on http://127.0.0.1:")
                    .contains("\"filters\":[\"strip-thinking\"]", "\"store\":\"chronicle\"");
        }
    }

    private WeirProcess run(Path config, String... more) {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "run";
        arguments[1] = "-c";
        arguments[2] = config.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return WeirProcess.start(folder, arguments);
    }

    private Path config(Flow flow, String bootstrapServers, int port) throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, Flow.yaml(bootstrapServers, folder.resolve("state"), port, List.of(flow)));
        return file;
    }
}

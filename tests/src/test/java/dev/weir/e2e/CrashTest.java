package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What kill -9 does: {@code weir run} is killed again and again at random moments while producers go on, and in the end the
 * outputs must be right. This is the canary of the hook that writes state back before a commit.
 *
 * <p>{@code -Dweir.crashes=25} kills more often, {@code -Dweir.seed=N} at other moments.
 */
@ExtendWith(SharedCluster.class)
final class CrashTest {

    private static final int CRASHES = Integer.getInteger("weir.crashes", 2);
    private static final long SEED = Long.getLong("weir.seed", 42);
    private static final int PARTITIONS = 2;
    private static final int MAX_LIFE_MS = 1_000;
    /** How much of what is wrong a failure shows. */
    private static final int SHOWN = 3;

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Flow atLeastOnce;
    private static Flow exactlyOnce;
    private static Flow deduplicating;
    private static Conversations conversations;
    private static LogLines lines;
    private static Set<String> openInTheEnd;
    private static Set<String> openAtLeastOnce;
    private static Set<String> openExactlyOnce;

    @BeforeAll
    static void crashAgainAndAgain(Cluster shared) throws IOException {
        cluster = shared;
        atLeastOnce = quickToRecover(cluster.llm("crash-alos"))
                .filter("strip-thinking: { }")
                .filter("detect-loops: { }")
                .createTopics();
        exactlyOnce = quickToRecover(cluster.llm("crash-eos"))
                .guarantee("exactly-once")
                .filter("strip-thinking: { }")
                .filter("detect-loops: { }")
                .reading(atLeastOnce)
                .createTopics();
        deduplicating = quickToRecover(cluster.logs("crash-logs"))
                .guarantee("exactly-once")
                .filter("deduplicate: { window: " + LogLines.WINDOW_MS + "ms }")
                .createTopics();
        List<Flow> flows = List.of(atLeastOnce, exactlyOnce, deduplicating);
        Path config = folder.resolve("weir.yaml");
        Files.writeString(config, Flow.yaml(cluster.bootstrapServers(), folder.resolve("state"), 0, flows));

        Random random = new Random(SEED);
        try (Traffic traffic = cluster.traffic()) {
            conversations = new Conversations(traffic, atLeastOnce.input(), SEED);
            lines = new LogLines(traffic, deduplicating.input(), SEED);
            try (Background producers = new Background(Duration.ofMillis(20), () -> {
                conversations.send(6);
                lines.send(6);
            })) {
                assertThat(producers).isNotNull();
                for (int crash = 0; crash < CRASHES; crash++) {
                    runAndKill(config, flows, Duration.ofMillis(random.nextInt(MAX_LIFE_MS)));
                }
            }
            traffic.flush();
            try (WeirProcess middle = WeirProcess.start(folder, "run", "-c", config.toString())) {
                flows.forEach(cluster::awaitCaughtUp);
                middle.terminate();
                middle.awaitExit(Duration.ofSeconds(30));
            }
            openInTheEnd = conversations.open();
            openAtLeastOnce = OpenSessions.of(cluster, atLeastOnce);
            openExactlyOnce = OpenSessions.of(cluster, exactlyOnce);
            conversations.finish();
            lines.finish(PARTITIONS);
        }
        try (WeirProcess last = WeirProcess.start(folder, "run", "-c", config.toString())) {
            flows.forEach(cluster::awaitCaughtUp);
            last.terminate();
            last.awaitExit(Duration.ofSeconds(30));
        }
    }

    private static Flow quickToRecover(Flow flow) {
        return flow.partitions(PARTITIONS)
                .store("chronicle")
                .kafka("main.consumer.session.timeout.ms: 1500")
                .kafka("main.consumer.heartbeat.interval.ms: 400")
                .kafka("producer.transaction.timeout.ms: 3000");
    }

    /** Kills at a random moment after every flow has got on. */
    private static void runAndKill(Path config, List<Flow> flows, Duration life) {
        Map<Flow, Long> before = new HashMap<>();
        flows.forEach(flow -> before.put(flow, cluster.committedCount(flow)));
        try (WeirProcess weir = WeirProcess.start(folder, "run", "-c", config.toString())) {
            await("progress of every flow")
                    .atMost(Cluster.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !weir.isAlive()
                            || before.entrySet().stream()
                                    .allMatch(flow -> cluster.committedCount(flow.getKey()) > flow.getValue()));
            weir.killAfter(life);
        }
    }

    @Test
    void shouldHaveHadEnoughToLose() {
        assertThat(conversations.sent()).isGreaterThan(CRASHES * 300);
        assertThat(lines.suppressed()).isGreaterThan(CRASHES * 100L);
    }

    @Test
    void shouldLoseNothingAtLeastOnceAndRepeatOnlyWholeRecords() {
        List<Message> clean = withoutRepeats(cluster.readAll(atLeastOnce.clean()), Chunks::id);
        List<Message> thinking = withoutRepeats(cluster.readAll(atLeastOnce.thinking()), m -> m.header("weir-stream"));

        assertSameTexts(Transcripts.answers(clean), conversations.answers());
        assertSameTexts(Transcripts.thoughts(thinking), conversations.thoughts());
    }

    @Test
    void shouldLoseNothingAndRepeatNothingExactlyOnce() {
        assertSameTexts(Transcripts.answers(cluster.readAll(exactlyOnce.clean())), conversations.answers());
        assertSameTexts(Transcripts.thoughts(cluster.readAll(exactlyOnce.thinking())), conversations.thoughts());
    }

    @Test
    void shouldHaveTheStateOfTheStreamsThatAreOpenAndOfNoOther() {
        assertThat(openInTheEnd).as("streams that the input leaves open").isNotEmpty();
        assertThat(openAtLeastOnce).as("at least once, seed %d", SEED).isEqualTo(openInTheEnd);
        assertThat(openExactlyOnce).as("exactly once, seed %d", SEED).isEqualTo(openInTheEnd);
    }

    @Test
    void shouldHaveNoStateOfStreamsThatEnded() {
        assertThat(OpenSessions.of(cluster, atLeastOnce)).isEmpty();
        assertThat(OpenSessions.of(cluster, exactlyOnce)).isEmpty();
    }

    @Test
    void shouldNeverLetAThoughtIntoAnAnswer() {
        for (Flow flow : List.of(atLeastOnce, exactlyOnce)) {
            List<Message> leaked = cluster.readAll(flow.clean()).stream()
                    .filter(message -> message.text().contains(Conversations.THOUGHT)
                            || message.text().contains("think"))
                    .toList();
            assertThat(leaked.stream().limit(SHOWN))
                    .as("of %d, seed %d", leaked.size(), SEED)
                    .isEmpty();
        }
    }

    @Test
    void shouldSendNothingToTheDeadLetterTopics() {
        for (Flow flow : List.of(atLeastOnce, exactlyOnce, deduplicating)) {
            assertThat(cluster.readAll(flow.dead())).as("seed %d", SEED).isEmpty();
        }
    }

    @Test
    void shouldPassTheFirstLineOfEveryWindowExactlyOnce() {
        Map<String, List<String>> passed = new HashMap<>();
        for (Message message : cluster.readAll(deduplicating.clean())) {
            if (!LogLines.isTick(message)) {
                passed.computeIfAbsent(String.valueOf(message.key()), unused -> new ArrayList<>())
                        .add(message.text());
            }
        }

        assertThat(passed).as("seed %d", SEED).isEqualTo(lines.passed());
    }

    @Test
    void shouldCountEverySuppressedLineOnce() throws IOException {
        Map<String, String> last = new TreeMap<>();
        for (Message message : cluster.readAll(deduplicating.duplicates())) {
            SummaryFields summary = SummaryFields.of(message);
            String line = LogLines.summary(
                    summary.text("template"),
                    summary.number("first"),
                    summary.number("last"),
                    summary.number("passed"),
                    summary.number("suppressed"));
            last.put(summary.window(), line);
        }

        assertThat(last.values()).as("seed %d", SEED).containsExactlyInAnyOrderElementsOf(lines.summaries());
    }

    private static void assertSameTexts(Map<String, String> actual, Map<String, String> expected) {
        Map<String, String> wrong = new TreeMap<>();
        expected.forEach((id, text) -> {
            if (!text.equals(actual.get(id))) {
                wrong.put(id, "expected " + text + "\n but was " + actual.get(id));
            }
        });
        assertThat(wrong.entrySet().stream().limit(SHOWN))
                .as("%d of %d streams came out wrong, seed %d", wrong.size(), expected.size(), SEED)
                .isEmpty();
        assertThat(actual).hasSameSizeAs(expected);
    }

    /** The first of each source record's outputs; fails if a later one differs from it. */
    private static List<Message> withoutRepeats(List<Message> messages, Function<Message, String> stream) {
        Map<String, Message> first = new LinkedHashMap<>();
        for (Message message : messages) {
            Message before = first.putIfAbsent(stream.apply(message) + "/" + message.header("seq"), message);
            if (before != null) {
                assertThat(message.text())
                        .as("repeat of %s, seed %d", before, SEED)
                        .isEqualTo(before.text());
                assertThat(message.headers()).as("repeat of %s", before).isEqualTo(before.headers());
            }
        }
        return List.copyOf(first.values());
    }
}

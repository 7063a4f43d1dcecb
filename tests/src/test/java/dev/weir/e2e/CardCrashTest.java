package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What kill -9 does where a graphics card looks at each poll ahead: no line is lost or doubled, and those of a key stay
 * in order. Which lines are like which may differ from a run without a crash, for that memory dies with the process;
 * each line has passed or was counted all the same.
 *
 * <p>{@code -Dweir.crashes=25} kills more often, {@code -Dweir.seed=N} at other moments.
 */
@ExtendWith(SharedCluster.class)
final class CardCrashTest {

    private static final int CRASHES = Integer.getInteger("weir.crashes", 1);
    private static final long SEED = Long.getLong("weir.seed", 42);
    private static final int PARTITIONS = 2;
    private static final int SERVICES = 8;
    private static final int MAX_LIFE_MS = 1_000;
    private static final long WINDOW_MS = 2_000;
    private static final long MS_PER_LINE = 5;
    private static final long HOUR_MS = 3_600_000;
    private static final String TICK = "tick";
    private static final Pattern NUMBER = Pattern.compile("line (\\d+)$");

    @TempDir
    private static Path folder;

    private static Cluster cluster;
    private static Flow exactlyOnce;
    private static Flow atLeastOnce;
    private static int sent;
    private static String metrics = "";

    @BeforeAll
    static void crashAgainAndAgain(Cluster shared) throws Exception {
        CardProcess.assumeThereIsAStandIn();
        cluster = shared;
        exactlyOnce = flow("card-crash-eos").guarantee("exactly-once").createTopics();
        atLeastOnce = flow("card-crash-alos").reading(exactlyOnce).createTopics();
        List<Flow> flows = List.of(exactlyOnce, atLeastOnce);
        Path config = CardProcess.config(cluster, folder, "required", flows);

        Random random = new Random(SEED);
        try (Traffic traffic = cluster.traffic()) {
            long startMs = System.currentTimeMillis() - HOUR_MS;
            Random words = new Random(SEED);
            List<String[]> kinds = kinds(words);
            try (Background producer = new Background(Duration.ofMillis(20), () -> {
                for (int i = 0; i < 10; i++) {
                    send(traffic, startMs + sent * MS_PER_LINE, line(words, kinds));
                    sent++;
                }
            })) {
                assertThat(producer).isNotNull();
                for (int crash = 0; crash < CRASHES; crash++) {
                    runAndKill(config, flows, Duration.ofMillis(random.nextInt(MAX_LIFE_MS)));
                }
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                traffic.send(new ProducerRecord<>(
                        exactlyOnce.input(), partition, startMs + HOUR_MS / 2, null, TICK.getBytes(UTF_8)));
            }
            traffic.flush();
        }
        try (WeirProcess last = CardProcess.start(folder, config, CardProcess.standIn(""))) {
            flows.forEach(cluster::awaitCaughtUp);
            metrics = CardProcess.metrics(last);
            last.terminate();
            last.awaitExit(Duration.ofSeconds(30));
        }
    }

    private static Flow flow(String name) {
        return cluster.logs(name)
                .partitions(PARTITIONS)
                .filter("deduplicate: { window: " + WINDOW_MS + "ms, similarity: 0.9, scope: partition }")
                .kafka("main.consumer.session.timeout.ms: 1500")
                .kafka("main.consumer.heartbeat.interval.ms: 400")
                .kafka("producer.transaction.timeout.ms: 3000");
    }

    private static List<String[]> kinds(Random random) {
        return Stream.generate(
                        () -> Stream.generate(() -> word(random)).limit(24).toArray(String[]::new))
                .limit(20)
                .toList();
    }

    private static String line(Random random, List<String[]> kinds) {
        String[] line = kinds.get(random.nextInt(kinds.size())).clone();
        line[random.nextInt(line.length)] = word(random);
        return String.join(" ", line) + " line " + sent;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            word.append((char) ('g' + random.nextInt(20)));
        }
        return word.toString();
    }

    private static void send(Traffic traffic, long timeMs, String line) {
        byte[] key = ("service-" + sent % SERVICES).getBytes(UTF_8);
        traffic.send(new ProducerRecord<>(exactlyOnce.input(), null, timeMs, key, line.getBytes(UTF_8)));
    }

    /** Kills at a random moment after every flow has got on. */
    private static void runAndKill(Path config, List<Flow> flows, Duration life) {
        Map<Flow, Long> before = new HashMap<>();
        flows.forEach(flow -> before.put(flow, cluster.committedCount(flow)));
        try (WeirProcess weir = CardProcess.start(folder, config, CardProcess.standIn(""))) {
            await("progress of every flow")
                    .atMost(Cluster.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !weir.isAlive()
                            || flows.stream()
                                    .allMatch(flow -> cluster.committedCount(flow) > before.getOrDefault(flow, 0L)));
            weir.killAfter(life);
        }
    }

    @Test
    void shouldHaveHadTheCardWork() {
        assertThat(metrics)
                .containsPattern("weir_batch_messages_total\\{.*backend=\"cuda\",reason=\"required\".*} [1-9]");
        assertThat(metrics).contains("weir_batch_gpu_disabled 0.0");
    }

    @Test
    void shouldPassOrCountEveryLineOnceExactlyOnce() throws IOException {
        List<Integer> passed = passed(exactlyOnce);

        assertThat(passed).as("seed %d", SEED).doesNotHaveDuplicates().hasSizeGreaterThan(CRASHES * 10);
        assertThat(passed.size() + suppressed(exactlyOnce)).as("seed %d", SEED).isEqualTo(sent);
    }

    @Test
    void shouldLoseNoLineAtLeastOnce() throws IOException {
        Set<Integer> passed = new HashSet<>(passed(atLeastOnce));

        assertThat(passed.size() + suppressed(atLeastOnce)).as("seed %d", SEED).isGreaterThanOrEqualTo(sent);
    }

    @Test
    void shouldKeepTheOrderOfEachKey() {
        List<Integer> passed = passed(exactlyOnce);
        for (int service = 0; service < SERVICES; service++) {
            int wanted = service;
            assertThat(passed.stream()
                            .filter(number -> number % SERVICES == wanted)
                            .toList())
                    .as("service %d, seed %d", service, SEED)
                    .isNotEmpty()
                    .isSorted();
        }
    }

    @Test
    void shouldSendNothingToTheDeadLetterTopics() {
        assertThat(cluster.readAll(exactlyOnce.dead())).as("seed %d", SEED).isEmpty();
        assertThat(cluster.readAll(atLeastOnce.dead())).as("seed %d", SEED).isEmpty();
    }

    /** The numbers of the lines that passed, those of each key in their order. */
    private static List<Integer> passed(Flow flow) {
        List<Integer> numbers = new ArrayList<>();
        for (Message message : cluster.readAll(flow.clean())) {
            Matcher number = NUMBER.matcher(message.text());
            if (number.find()) {
                numbers.add(Integer.parseInt(number.group(1)));
            }
        }
        return numbers;
    }

    /** How many lines the last summary of each window counts. */
    private static long suppressed(Flow flow) throws IOException {
        Map<String, Long> last = new TreeMap<>();
        for (Message message : cluster.readAll(flow.duplicates())) {
            SummaryFields summary = SummaryFields.of(message);
            last.put(summary.window(), summary.number("suppressed"));
        }
        return last.values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes with a graphics card, for which the stand-in stands that the tests of the engines have compiled. */
@ExtendWith(SharedCluster.class)
final class CardTest {

    private static final int LINES = 2_000;
    private static final long START_MS = 1_700_000_000_000L;

    private final Cluster cluster;

    @TempDir
    Path folder;

    CardTest(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Lines of a few kinds, in each of which a word or two are others. */
    private static List<String> lines() {
        Random random = new Random(5);
        List<String[]> kinds = new ArrayList<>();
        for (int kind = 0; kind < 6; kind++) {
            kinds.add(Stream.generate(() -> word(random)).limit(24).toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            String[] line = kinds.get(random.nextInt(kinds.size())).clone();
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                line[random.nextInt(line.length)] = word(random);
            }
            lines.add(String.join(" ", line));
        }
        return lines;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            word.append((char) ('g' + random.nextInt(20)));
        }
        return word.toString();
    }

    private Flow flow(String name) {
        return flow(name, "deduplicate: { window: 1h, similarity: 0.9, scope: partition }");
    }

    private Flow flow(String name, String filter) {
        return cluster.logs(name).guarantee("exactly-once").partitions(2).filter(filter);
    }

    private WeirProcess run(Flow flow, String gpu, Map<String, String> environment) throws IOException {
        Path own = Files.createDirectories(folder.resolve(flow.name()));
        return CardProcess.start(own, CardProcess.config(cluster, own, gpu, List.of(flow)), environment);
    }

    @Test
    void shouldFindTheSameRepeatsAsTheProcessor() throws Exception {
        CardProcess.assumeThereIsAStandIn();
        Flow plain = flow("card-none").createTopics();
        Flow onCard = flow("card").reading(plain).createTopics();
        compare(plain, onCard, lines(), "min-hash");

        List<String> expected = texts(plain);
        assertThat(expected).hasSizeBetween(6, LINES / 2);
        assertThat(texts(onCard)).isEqualTo(expected);
    }

    @Test
    void shouldFindTheSameWordsAsTheProcessor() throws Exception {
        CardProcess.assumeThereIsAStandIn();
        List<String> words = Stream.of(lines().get(7).split(" ")).limit(5).toList();
        String filter =
                "match: { patterns: { some: [" + String.join(", ", words.subList(0, 3)) + "], pair: ['" + words.get(3)
                        + " " + words.get(4) + "'], parts: [" + words.get(0).substring(1) + "] } }";
        Flow plain = flow("words-none", filter).createTopics();
        Flow onCard = flow("words-card", filter).reading(plain).createTopics();
        compare(plain, onCard, lines(), "pattern-scan");

        List<String> expected = tagged(plain);
        assertThat(expected).hasSize(LINES);
        assertThat(expected)
                .anyMatch(line -> line.startsWith("[weir-flags=match, weir-matches=pair,some]"))
                .anyMatch(line -> line.startsWith("[]"));
        assertThat(tagged(onCard)).isEqualTo(expected);
    }

    @Test
    void shouldFindTheSameNeighboursAsTheProcessor() throws Exception {
        CardProcess.assumeThereIsAStandIn();
        String filter =
                "find-similar: { vector: 'field:vector', dimensions: 16, window: 100, top: 2, similarity: 0.95 }";
        Flow plain = flow("similar-none", filter).createTopics();
        Flow onCard = flow("similar-card", filter).reading(plain).createTopics();
        compare(plain, onCard, vectors(), "nearest");

        List<String> expected = tagged(plain);
        assertThat(expected).hasSize(LINES);
        assertThat(expected).anyMatch(line -> line.startsWith("[weir-similar=[{"));
        assertThat(expected).anyMatch(line -> line.startsWith("[]"));
        assertThat(tagged(onCard)).isEqualTo(expected);
    }

    /** Records with vectors, near some directions or in none of them. */
    private static List<String> vectors() {
        Random random = new Random(6);
        double[][] directions = Stream.generate(() -> random.doubles(16, -1, 1).toArray())
                .limit(40)
                .toArray(double[][]::new);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            double[] direction = directions[random.nextInt(directions.length)];
            double noise = random.nextInt(3) * 0.5;
            String vector = DoubleStream.of(direction)
                    .map(number -> number + noise * random.nextDouble(-1, 1))
                    .mapToObj(number -> String.format(Locale.ROOT, "%.3f", number))
                    .collect(Collectors.joining(","));
            records.add("{\"id\":" + i + ",\"vector\":[" + vector + "]}");
        }
        return records;
    }

    /** Runs one flow on the processor and another on the card; they read the same lines. */
    private void compare(Flow plain, Flow onCard, List<String> lines, String stage) throws Exception {
        try (Traffic traffic = cluster.traffic();
                WeirProcess card = run(onCard, "required", CardProcess.standIn(""));
                WeirProcess none = run(plain, "off", Map.of())) {
            for (int i = 0; i < lines.size(); i++) {
                traffic.send(new ProducerRecord<>(
                        plain.input(), i % 2, START_MS + i, null, lines.get(i).getBytes(UTF_8)));
            }
            traffic.flush();
            cluster.awaitCaughtUp(plain);
            cluster.awaitCaughtUp(onCard);
            String metrics = CardProcess.metrics(card);
            assertThat(metrics)
                    .containsPattern("weir_batch_messages_total\\{(?=[^}]*stage=\"" + stage
                            + "\")[^}]*backend=\"cuda\",reason=\"required\"[^}]*} [1-9]");
            assertThat(metrics).contains("weir_batch_gpu_disabled 0.0");
            assertThat(card.isAlive() && none.isAlive()).isTrue();
        }
    }

    /** The lines that passed, those of each partition in their order. */
    private List<String> texts(Flow flow) {
        return passed(flow).map(Message::text).toList();
    }

    /** The same with their headers before them. */
    private List<String> tagged(Flow flow) {
        return passed(flow)
                .map(message -> message.headers() + " " + message.text())
                .toList();
    }

    @Test
    void shouldGoOnAndTellOnTheAlertsTopicWhenTheCardIsLost() throws Exception {
        CardProcess.assumeThereIsAStandIn();
        Flow flow = flow("card-lost").createTopics();
        try (Traffic traffic = cluster.traffic();
                WeirProcess weir = run(flow, "required", CardProcess.standIn("fail=cuMemcpyDtoHAsync_v2:719"));
                TopicReader alerts = cluster.read(flow.alerts())) {
            List<String> lines = lines();
            for (int i = 0; i < lines.size(); i++) {
                traffic.send(new ProducerRecord<>(
                        flow.input(), i % 2, START_MS + i, null, lines.get(i).getBytes(UTF_8)));
            }
            traffic.flush();
            cluster.awaitCaughtUp(flow);

            await("the alert")
                    .atMost(Cluster.PATIENCE)
                    .until(() -> !alerts.readToEnd().isEmpty());
            assertThat(CardProcess.metrics(weir)).contains("weir_batch_gpu_disabled 1.0");
            assertThat(weir.isAlive()).isTrue();
        }

        assertThat(cluster.readAll(flow.alerts()))
                .singleElement()
                .satisfies(alert -> assertThat(alert.text())
                        .startsWith("{\"type\":\"gpu\",\"kind\":\"given-up\",\"pipeline\":\"" + flow.name()
                                + "\",\"reason\":\"")
                        .contains("719"));
        assertThat(texts(flow)).hasSizeBetween(6, LINES / 2);
    }

    private Stream<Message> passed(Flow flow) {
        return cluster.readAll(flow.clean()).stream()
                .sorted((one, other) -> Long.compare(one.timestamp(), other.timestamp()));
    }

    @Test
    void shouldNotStartWithoutACardThatIsRequired() throws Exception {
        Flow flow = flow("card-required").createTopics();

        try (WeirProcess weir = run(flow, "required", Map.of("CUDA_VISIBLE_DEVICES", ""))) {
            assertThat(weir.awaitExit(Duration.ofSeconds(30))).isEqualTo(2);
            assertThat(weir.err()).contains("gpu: required").doesNotContain("\tat ");
            assertThat(weir.err().strip().lines()).hasSize(1);
        }
    }
}

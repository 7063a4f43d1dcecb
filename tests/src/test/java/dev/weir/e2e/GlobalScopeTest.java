package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of many keys and partitions that are compared all with all, through the topic that brings equal ones together. */
@ExtendWith(SharedCluster.class)
final class GlobalScopeTest {

    private static final int PARTITIONS = 3;
    private static final int KINDS = 20;
    private static final int HOSTS = 15;
    private static final long START_MS = 1_700_000_000_000L;
    private static final long HOUR_MS = 3_600_000;
    /** So many different lines that each partition gets some of them. */
    private static final int TICKS = 60;

    private static final Pattern SUMMARY =
            Pattern.compile("\"fingerprint\":\"(\\w+)\".*\"passed\":(\\d+),\"suppressed\":(\\d+)");

    private final Cluster cluster;

    @TempDir
    Path firstState;

    @TempDir
    Path secondState;

    GlobalScopeTest(Cluster cluster) {
        this.cluster = cluster;
    }

    private static String letters(int number) {
        return "" + (char) ('g' + number / 20) + (char) ('g' + number % 20);
    }

    private static void send(Traffic traffic, Flow flow, int round) {
        for (int host = 0; host < HOSTS; host++) {
            for (int kind = 0; kind < KINDS; kind++) {
                String line = "event " + letters(kind) + " took " + (round * 1_000 + host) + " ms";
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        flow.input(), null, START_MS + host, ("host-" + host).getBytes(UTF_8), line.getBytes(UTF_8));
                record.headers().add("of", Integer.toString(round).getBytes(UTF_8));
                traffic.send(record);
            }
        }
        traffic.flush();
    }

    /** Lets every window end. */
    private static void tick(Traffic traffic, Flow flow) {
        for (int i = 0; i < TICKS; i++) {
            traffic.send(new ProducerRecord<>(
                    flow.input(), null, START_MS + 2 * HOUR_MS, null, ("tick " + letters(i)).getBytes(UTF_8)));
        }
        traffic.flush();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldPassOneLineOfAKindWhateverItsKeyOverARestart(String guarantee) {
        Flow flow = cluster.logs("global")
                .guarantee(guarantee)
                .partitions(PARTITIONS)
                .filter("deduplicate: { scope: global, window: 1h, summary-interval: 0ms }")
                .createTopics();
        try (Traffic traffic = cluster.traffic()) {
            try (WeirApp first = flow.start(firstState)) {
                assertThat(first).isNotNull();
                send(traffic, flow, 0);
                awaitClean(flow, KINDS);
                cluster.awaitCaughtUp(flow);
            }
            try (WeirApp second = flow.start(secondState)) {
                assertThat(second).isNotNull();
                send(traffic, flow, 1);
                cluster.awaitCaughtUp(flow); // or a tick might overtake lines of another partition
                tick(traffic, flow);
                awaitClean(flow, KINDS + TICKS);
                await("summaries of all that was held back")
                        .atMost(Cluster.PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> suppressed(flow) == (2 * HOSTS - 1) * KINDS);
            }
        }
        List<Message> clean = cluster.readAll(flow.clean());
        assertThat(clean).hasSize(KINDS + TICKS);
        assertThat(clean.stream().map(message -> message.text().replaceAll("\\d+", "N")))
                .doesNotHaveDuplicates();
        for (Message message : clean) {
            if (message.text().startsWith("tick")) {
                assertThat(message.key()).isNull();
            } else {
                int host = Integer.parseInt(message.text().replaceAll("\\D", ""));
                assertThat(message.key()).isEqualTo("host-" + host);
                assertThat(message.timestamp()).isEqualTo(START_MS + host);
                assertThat(message.headers()).containsExactly("of=0");
            }
        }
        assertThat(cluster.readAll("weir-" + flow.name() + "-deduplicate-repartition"))
                .as("every line went by its fingerprint, and what was read is deleted in time")
                .hasSizeLessThanOrEqualTo(2 * HOSTS * KINDS + TICKS);
    }

    private void awaitClean(Flow flow, int count) {
        await("clean lines")
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> cluster.readAll(flow.clean()).size() >= count);
    }

    private long suppressed(Flow flow) {
        Map<String, Long> last = new HashMap<>();
        for (Message summary : cluster.readAll(flow.duplicates())) {
            Matcher matcher = SUMMARY.matcher(summary.text());
            assertThat(matcher.find()).as(summary.text()).isTrue();
            last.put(matcher.group(1), Long.parseLong(matcher.group(3)));
        }
        return last.values().stream().mapToLong(Long::longValue).sum();
    }
}

package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import dev.weir.store.JvmFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store on Chronicle Map in an application on a real broker: what it has after a restart, and whom it lets in. */
@ExtendWith(SharedCluster.class)
final class ChronicleStoreTest {

    private static final int KEYS = 20;
    private static final int ROUNDS = 25;
    private static final int PARTITIONS = 2;

    private final Cluster cluster;

    @TempDir
    Path state;

    ChronicleStoreTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    void shouldRestoreNothingAfterAnOrderlyStopAndEverythingAfterACrash(String guarantee) throws IOException {
        String id = createTopics("counting-" + guarantee);
        try (Traffic traffic = cluster.traffic();
                TopicReader out = cluster.read(CountingApp.out(id))) {
            assertThat(restoredInALife(id, guarantee, traffic, out, 1)).isZero();
            assertThat(restoredInALife(id, guarantee, traffic, out, 2)).isZero();
            assertThat(restoredInALife(id, guarantee, traffic, out, 3)).isZero();
            // As a crash would leave it.
            try (Stream<Path> files = Files.walk(state)) {
                for (Path marker : files.filter(file -> file.endsWith("CLEAN")).toList()) {
                    Files.delete(marker);
                }
            }
            assertThat(restoredInALife(id, guarantee, traffic, out, 4)).isGreaterThanOrEqualTo(KEYS);
        }
    }

    /** Starts, counts some records of each key on, stops, and returns what had to be restored for it. */
    private long restoredInALife(String id, String guarantee, Traffic traffic, TopicReader out, int life) {
        try (CountingApp app = app(id, guarantee).start()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int key = 0; key < KEYS; key++) {
                    traffic.send(CountingApp.in(id), "key " + key, "x");
                }
            }
            traffic.flush();
            List<Message> counts = out.await(life * KEYS * ROUNDS);
            assertEveryKeyCountedUpTo(life * ROUNDS, counts);
            return app.restored();
        }
    }

    private static void assertEveryKeyCountedUpTo(int last, List<Message> counts) {
        Map<String, List<String>> found = new HashMap<>();
        for (Message count : counts) {
            found.computeIfAbsent(String.valueOf(count.key()), key -> new ArrayList<>())
                    .add(count.text());
        }
        List<String> expected =
                IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
        assertThat(found)
                .hasSize(KEYS)
                .allSatisfy((key, values) -> assertThat(values).isEqualTo(expected));
    }

    private CountingApp app(String id, String guarantee) {
        return new CountingApp(cluster.bootstrapServers(), id, guarantee, state);
    }

    private String createTopics(String id) {
        Topics.create(
                cluster.bootstrapServers(),
                List.of(new TopicSpec(CountingApp.in(id), PARTITIONS), new TopicSpec(CountingApp.out(id), PARTITIONS)));
        return id;
    }

    @Test
    void shouldRefuseASecondProcessOnTheSameFolder() throws Exception {
        String id = createTopics("counting-twice");
        try (Traffic traffic = cluster.traffic();
                TopicReader out = cluster.read(CountingApp.out(id));
                CountingApp app = app(id, "exactly_once_v2").start()) {
            assertThat(app).isNotNull();
            traffic.send(CountingApp.in(id), "key", "x").flush();
            out.await(1);
            assertThat(secondProcess(id)).contains("multiple instances").contains("same state directory");
            traffic.send(CountingApp.in(id), "key", "x").flush();
            assertThat(out.await(2).get(1).text()).isEqualTo("2");
        }
    }

    /** What another process says that does the same; it is over then. */
    private String secondProcess(String id) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(Arrays.stream(JvmFlags.values()).map(JvmFlags::argument).toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                CountingApp.class.getName(),
                cluster.bootstrapServers(),
                id,
                "exactly_once_v2",
                state.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(1);
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}

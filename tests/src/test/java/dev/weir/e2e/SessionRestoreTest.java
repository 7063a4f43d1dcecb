package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.PipelineConfig;
import dev.weir.processor.PipelineMetrics;
import dev.weir.topology.PipelineTopology;
import dev.weir.topology.SessionStore;
import dev.weir.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pipeline takes from the changelog of its sessions when it starts again on the same machine. */
@ExtendWith(SharedCluster.class)
final class SessionRestoreTest {

    private static final int STREAMS = 40;

    private final Cluster cluster;

    @TempDir
    Path state;

    SessionRestoreTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldRestoreNothingAfterAnOrderlyStopAndEverySessionAfterACrash(String guarantee) throws IOException {
        Flow flow = cluster.llm("session-restore")
                .guarantee(guarantee)
                .store("chronicle")
                .partitions(2)
                .filter("strip-thinking: { }")
                .createTopics();
        try (Traffic traffic = cluster.traffic()) {
            assertThat(restoredInALife(flow, traffic, "<think>a")).isZero();
            assertThat(restoredInALife(flow, traffic, "b")).isZero();
            // As a crash would leave it.
            try (Stream<Path> files = Files.walk(state)) {
                List<Path> markers =
                        files.filter(file -> file.endsWith("CLEAN")).toList();
                assertThat(markers).hasSize(2);
                for (Path marker : markers) {
                    Files.delete(marker);
                }
            }
            assertThat(restoredInALife(flow, traffic, "c</think>d")).isGreaterThanOrEqualTo(STREAMS);
        }

        assertThat(Transcripts.thoughts(cluster.readAll(flow.thinking())))
                .hasSize(STREAMS)
                .allSatisfy((id, thought) -> assertThat(thought).isEqualTo("abc"));
        assertThat(Transcripts.answers(cluster.readAll(flow.clean())))
                .hasSize(STREAMS)
                .allSatisfy((id, answer) -> assertThat(answer).isEqualTo("d"));
    }

    /** Starts, sends each stream on by a piece of text, stops, and returns what had to be restored for it. */
    private long restoredInALife(Flow flow, Traffic traffic, String text) {
        PipelineConfig config = Flow.config(Flow.yaml(cluster.bootstrapServers(), state, 0, List.of(flow)))
                .pipelines()
                .get(0);
        Properties properties = new Properties();
        for (Map.Entry<String, Object> setting : StreamsSettings.of(config).entrySet()) {
            properties.put(setting.getKey(), setting.getValue());
        }
        Restored restored = new Restored();
        KafkaStreams streams = new KafkaStreams(
                PipelineTopology.build(config, PipelineMetrics.NONE, SessionStore.of(config)), properties);
        try {
            streams.setGlobalStateRestoreListener(restored);
            streams.start();
            await("the pipeline running")
                    .atMost(Cluster.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> streams.state() == KafkaStreams.State.RUNNING);
            for (int i = 0; i < STREAMS; i++) {
                traffic.send(flow.input(), "user-" + i, Chunks.delta("r" + i, text));
            }
            traffic.flush();
            cluster.awaitCaughtUp(flow);
        } finally {
            // The next life need not wait until this one's session has timed out.
            streams.close(CloseOptions.timeout(Cluster.PATIENCE)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        return restored.records();
    }
}

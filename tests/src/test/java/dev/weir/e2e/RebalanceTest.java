package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances that share partitions: one comes and one goes while streams are under way. */
@ExtendWith(SharedCluster.class)
final class RebalanceTest {

    private static final int PARTITIONS = 4;

    private final Cluster cluster;

    @TempDir
    Path firstState;

    @TempDir
    Path secondState;

    RebalanceTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldHandStreamsOverFromInstanceToInstance(String guarantee) {
        Flow flow = cluster.llm("rebalance")
                .guarantee(guarantee)
                .partitions(PARTITIONS)
                .filter("strip-thinking: { }")
                .filter("detect-loops: { }")
                .createTopics();
        try (Traffic traffic = cluster.traffic()) {
            Conversations conversations = new Conversations(traffic, flow.input(), 11);
            WeirApp first = flow.start(firstState);
            Background producers = new Background(Duration.ofMillis(20), () -> conversations.send(6));
            try (producers;
                    first) {
                awaitProgress(flow);
                try (WeirApp second = flow.start(secondState)) {
                    awaitWorkingMembers(flow, 2);
                    awaitProgress(flow);
                    awaitRecords(second);

                    first.close();
                    awaitWorkingMembers(flow, 1);
                    awaitProgress(flow);
                    producers.close();
                    conversations.finish();
                    cluster.awaitCaughtUp(flow);
                }
            }

            List<Message> clean = cluster.readAll(flow.clean());
            assertThat(Transcripts.answers(clean)).isEqualTo(conversations.answers());
            assertThat(Transcripts.thoughts(cluster.readAll(flow.thinking()))).isEqualTo(conversations.thoughts());
            assertThat(clean).noneMatch(message -> message.text().contains(Conversations.THOUGHT));
            assertThat(cluster.readAll(flow.dead())).isEmpty();
        }
    }

    private void awaitProgress(Flow flow) {
        long before = cluster.committedCount(flow);
        await("progress")
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .until(() -> cluster.committedCount(flow) > before + 100);
    }

    private void awaitWorkingMembers(Flow flow, long count) {
        await(count + " members with partitions")
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> cluster.workingMembers(flow) == count);
    }

    private static void awaitRecords(WeirApp app) {
        await("records in the second instance")
                .atMost(Cluster.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> app.metric("weir_records_total") > 100);
    }
}

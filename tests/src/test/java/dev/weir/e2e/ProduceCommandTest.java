package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir produce} as a process: traffic for pipelines that run elsewhere. */
@ExtendWith(SharedCluster.class)
final class ProduceCommandTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Cluster cluster;

    @TempDir
    Path folder;

    ProduceCommandTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldSendResponsesAndLogLinesToTheInputsOfAConfiguration() throws IOException {
        Flow llm = cluster.llm("fed").createTopics();
        Flow logs = cluster.logs("fed-logs").createTopics();

        try (WeirProcess weir = produce(llm, logs)) {
            assertThat(weir.awaitExit(SOON)).as(weir.err()).isZero();
            assertThat(weir.out())
                    .contains("Sending to " + llm.input() + " and " + logs.input(), "chunks of responses");
        }

        assertThat(cluster.readAll(llm.input())).hasSizeGreaterThan(20);
        assertThat(cluster.readAll(logs.input())).hasSizeGreaterThan(5);
    }

    @Test
    void shouldNameTheTopicsThatAreMissing() throws IOException {
        Flow llm = cluster.llm("unfed");
        Flow logs = cluster.logs("unfed-logs").createTopics();

        try (WeirProcess weir = produce(llm, logs)) {
            assertThat(weir.awaitExit(SOON)).isEqualTo(1);
            assertThat(weir.err()).contains(llm.input(), "weir.yaml").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void shouldSayThatItNeedsAPipelineOfEitherKind() throws IOException {
        try (WeirProcess weir = produce(cluster.llm("alone"))) {
            assertThat(weir.awaitExit(SOON)).isEqualTo(1);
            assertThat(weir.err()).contains("needs a pipeline of kind log").doesNotContain("\tat ");
        }
    }

    private WeirProcess produce(Flow... flows) throws IOException {
        Path file = folder.resolve("weir.yaml");
        Files.writeString(file, Flow.yaml(cluster.bootstrapServers(), folder.resolve("state"), 0, List.of(flows)));
        return WeirProcess.start(folder, "produce", "-c", file.toString(), "--seconds", "3");
    }
}

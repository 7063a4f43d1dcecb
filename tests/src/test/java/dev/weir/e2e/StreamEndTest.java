package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How streams end: text that was held back must come out, and the next response begins anew. */
@ExtendWith(SharedCluster.class)
final class StreamEndTest {

    private final Cluster cluster;

    @TempDir
    Path state;

    StreamEndTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void shouldReleaseHeldBackTextAfterTheIdleTimeout() {
        Flow flow = cluster.llm("idle")
                .inputOption("idle-timeout: 300ms")
                .filter("strip-thinking: { }")
                .createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean())) {
            long start = System.nanoTime();
            traffic.send(flow.input(), "k", Chunks.delta("r1", "<thi")).flush();

            Message released = clean.awaitOne(m -> Chunks.content(m).equals("<thi"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("well before the default timeout")
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
            assertThat(released.key()).isEqualTo("k");
            assertThat(Chunks.id(released)).isEqualTo("r1");
            assertThat(app.metric("weir_sessions")).isZero();
            assertThat(app.metric("weir_held_back_bytes")).isZero();

            traffic.send(flow.input(), "k", Chunks.delta("r1", "<think>a thought</think>and text"))
                    .flush();
            assertThat(clean.awaitOne(m -> Chunks.content(m).equals("and text")).headers())
                    .containsExactly("weir-flags=thinking");
        }
    }

    @Test
    void shouldReleaseHeldBackTextAtTheDoneMark() {
        Flow flow = cluster.llm("done").filter("strip-thinking: { }").createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean())) {
            traffic.send(flow.input(), "k", Chunks.event(Chunks.delta("r1", "<thi")))
                    .send(flow.input(), "k", "data: [DONE]\n\n")
                    .send(flow.input(), "k", Chunks.event(Chunks.delta("r1", "<think>again</think>b")))
                    .flush();

            List<Message> read =
                    clean.awaitUntil(all -> all.stream().anyMatch(m -> m.text().contains("b\"")));
            assertThat(read.stream().filter(m -> !m.text().contains("[DONE]")))
                    .extracting(Chunks::content)
                    .filteredOn(text -> !text.isEmpty())
                    .containsExactly("<thi", "b");
            assertThat(read).extracting(Message::text).contains("data: [DONE]\n\n");
            int done = read.stream().map(Message::text).toList().indexOf("data: [DONE]\n\n");
            assertThat(read.subList(0, done)).anyMatch(m -> m.text().contains("<thi"));
            assertThat(app.metric("weir_held_back_bytes")).isZero();
        }
    }

    @Test
    void shouldEndAStreamOfPlainTextAtItsHeader() {
        Flow flow = cluster.llm("header").filter("strip-thinking: { }").createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                TopicReader thinking = cluster.read(flow.thinking())) {
            assertThat(app).isNotNull();
            ProducerRecord<byte[], byte[]> last =
                    new ProducerRecord<>(flow.input(), "k".getBytes(UTF_8), "<thi".getBytes(UTF_8));
            last.headers().add("weir-end", "true".getBytes(UTF_8));
            traffic.send(flow.input(), "k", " ")
                    .send(last)
                    .send(flow.input(), "k", "<think>new</think>text")
                    .flush();

            assertThat(clean.await(3)).extracting(Message::text).containsExactly(" ", "<thi", "text");
            assertThat(thinking.await(1)).extracting(Message::text).containsExactly("new");
        }
    }

    @Test
    void shouldBeginAnewWhenAnIdComesAgainAfterItsEnd() {
        Flow flow = cluster.llm("again").filter("strip-thinking: { }").createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                TopicReader thinking = cluster.read(flow.thinking())) {
            assertThat(app).isNotNull();
            for (int i = 0; i < 3; i++) {
                traffic.send(flow.input(), "k", Chunks.delta("same", "<think>" + i + "</thi"))
                        .send(flow.input(), "k", Chunks.delta("same", "nk>answer " + i + ";"))
                        .send(flow.input(), "k", Chunks.finish("same"))
                        .flush();
                cluster.awaitCaughtUp(flow);
            }

            assertThat(Transcripts.answers(clean.readToEnd())).isEqualTo(Map.of("same", "answer 0;answer 1;answer 2;"));
            assertThat(thinking.readToEnd())
                    .allMatch(m -> m.header("weir-sequence").equals("0"))
                    .extracting(Message::text)
                    .containsExactly("0", "1", "2");
        }
    }
}

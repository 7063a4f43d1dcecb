package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From producers to consumers, while nothing goes wrong. */
@ExtendWith(SharedCluster.class)
final class CleanStreamsTest {

    private final Cluster cluster;

    @TempDir
    Path state;

    CleanStreamsTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldPartThinkingFromTheAnswersOfInterleavedStreams(String guarantee) {
        Flow flow = cluster.llm("interleaved")
                .guarantee(guarantee)
                .filter("strip-thinking: { }")
                .createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                TopicReader thinking = cluster.read(flow.thinking())) {
            assertThat(app).isNotNull();
            traffic.send(flow.input(), "alice", Chunks.delta("a", "<th"))
                    .send(flow.input(), "bob", Chunks.delta("b", "Let me"))
                    .send(flow.input(), "alice", Chunks.delta("a", "ink>6 times"))
                    .send(flow.input(), "bob", Chunks.delta("b", " see: <think>"))
                    .send(flow.input(), "alice", Chunks.delta("a", " 7</thi"))
                    .send(flow.input(), "alice", Chunks.delta("a", "nk>\n4"))
                    .send(flow.input(), "bob", Chunks.delta("b", " is a tag."))
                    .send(flow.input(), "alice", Chunks.delta("a", "2"))
                    .send(flow.input(), "bob", Chunks.finish("b"))
                    .send(flow.input(), "alice", Chunks.finish("a"))
                    .flush();
            cluster.awaitCaughtUp(flow);

            assertThat(Transcripts.answers(clean.readToEnd()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("a", "\n42", "b", "Let me see: <think> is a tag."));
            assertThat(Transcripts.thoughts(thinking.readToEnd()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("a", "6 times 7"));
            assertThat(thinking.readToEnd()).allSatisfy(m -> assertThat(m.key()).isEqualTo("alice"));
        }
    }

    @Test
    void shouldRunTextThroughAllFiltersInTheirOrder() {
        Flow flow = cluster.llm("chain")
                .filter("strip-thinking: { }")
                .filter("detect-loops: { on-loop: cut }")
                .filter("repair-json: { }")
                .createTopics();
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                TopicReader alerts = cluster.read(flow.alerts())) {
            assertThat(app).isNotNull();
            traffic.send(flow.input(), "k", Chunks.delta("a", "<think>a note</think>{'note': 'So. "));
            for (int i = 0; i < 200; i++) {
                traffic.send(flow.input(), "k", Chunks.delta("a", "Let me check that. "));
            }
            traffic.send(flow.input(), "k", Chunks.finish("a"))
                    .send(flow.input(), "k", Chunks.whole("b", "<think>hm</think>{\"answer\": [4, 2"))
                    .flush();

            Message whole = clean.awaitOne(m -> Chunks.id(m).equals("b"));
            assertThat(Chunks.content(whole)).isEqualTo("{\"answer\": [4, 2]}");
            assertThat(whole.headers()).containsExactly("weir-flags=thinking,json-repaired");
            assertThat(Transcripts.answers(clean.readToEnd()).get("a"))
                    .startsWith("{\"note\": \"So. Let me check that. Let me check that. ")
                    .endsWith("\"}")
                    .hasSizeLessThan(2_000);
            assertThat(alerts.readToEnd())
                    .anySatisfy(alert -> assertThat(alert.text()).contains("\"type\":\"loop\"", "\"stream\":\"a\""));
        }
    }

    @Test
    void shouldForwardWhatNoFilterChangedByteForByte() {
        Flow flow = cluster.llm("untouched").filter("strip-thinking: { }").createTopics();
        List<String> odd = List.of(
                "{ \"choices\" : [ { \"delta\" : { \"content\" : \"a\\u00e9\\/b\" , \"x\":[1,2.50,1e3] }, \"index\" : 0 } ] , \"id\":\"o\" }",
                "{\"id\":\"o\",\"usage\":{\"total_tokens\":9007199254740993},\"choices\":[]}\n",
                "\r\n{\"id\":\"o\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"id2\":null}",
                "plain text, not an envelope\n");
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean())) {
            assertThat(app).isNotNull();
            odd.forEach(value -> traffic.send(flow.input(), "k", value));
            traffic.flush();

            assertThat(clean.await(odd.size())).extracting(Message::text).containsExactlyElementsOf(odd);
            assertThat(clean.readToEnd())
                    .allSatisfy(
                            m -> assertThat(m.headers()).as("headers of %s", m).isEmpty());
        }
    }

    @Test
    void shouldKeepKeysHeadersTimestampsAndTheOrderWithinAKey() {
        Flow flow = cluster.llm("metadata")
                .partitions(3)
                .filter("strip-thinking: { }")
                .createTopics();
        long start = System.currentTimeMillis() - 100_000;
        Random random = new Random(7);
        try (WeirApp app = flow.start(state);
                Traffic traffic = cluster.traffic();
                TopicReader clean = cluster.read(flow.clean());
                TopicReader thinking = cluster.read(flow.thinking())) {
            assertThat(app).isNotNull();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String key = "k" + random.nextInt(10);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        flow.input(),
                        null,
                        start + i,
                        key.getBytes(UTF_8),
                        ("<think>" + i + "</think>" + i).getBytes(UTF_8));
                record.headers().add(new RecordHeader("trace", ("t" + i).getBytes(UTF_8)));
                record.headers().add(new RecordHeader("trace", "again".getBytes(UTF_8)));
                record.headers().add(new RecordHeader("weir-end", "true".getBytes(UTF_8)));
                traffic.send(record);
                sent.add(key + " " + (start + i) + " " + i + " [trace=t" + i + ", trace=again, weir-end=true");
            }
            traffic.flush();

            assertThat(described(clean.await(200), ", weir-flags=thinking]")).containsExactlyElementsOf(byKey(sent));
            assertThat(thinking.await(200))
                    .allSatisfy(m -> assertThat(m.headers()).endsWith("weir-stream=" + m.key(), "weir-sequence=0"))
                    .extracting(Message::timestamp)
                    .doesNotHaveDuplicates()
                    .allSatisfy(time -> assertThat(time).isBetween(start, start + 199));
        }
    }

    /** Each message in one line without its last header, key after key. */
    private static List<String> described(List<Message> messages, String lastHeader) {
        return byKey(messages.stream()
                .map(m -> m.key() + " " + m.timestamp() + " " + m.text() + " " + m.headers())
                .map(line -> line.replace(lastHeader, ""))
                .toList());
    }

    /** The lines of each key in their order, key after key. */
    private static List<String> byKey(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        sorted.sort((a, b) -> a.substring(0, a.indexOf(' ')).compareTo(b.substring(0, b.indexOf(' '))));
        return sorted;
    }
}

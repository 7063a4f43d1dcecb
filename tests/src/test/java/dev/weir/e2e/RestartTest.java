package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An orderly restart in the middle of streams, on another machine: the state directory is empty, the changelog is not. */
@ExtendWith(SharedCluster.class)
final class RestartTest {

    private static final String UNIT = "I will check that again and then I will answer. ";

    private final Cluster cluster;

    @TempDir
    Path firstState;

    @TempDir
    Path secondState;

    RestartTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldGoOnInTheMiddleOfEveryStream(String guarantee) {
        Flow flow = cluster.llm("restart")
                .guarantee(guarantee)
                .partitions(2)
                .filter("strip-thinking: { }")
                .createTopics();
        Map<String, String> before = Map.of(
                "in-a-thought", "<think>half a tho",
                "in-an-opener", "<thi",
                "in-a-closer", "<think>all of it</th",
                "no-opener-yet", "<thi",
                "in-the-answer", "<think>done</think>The answer <",
                "in-a-nested-block", "<think>a<think>b");
        Map<String, String> after = Map.of(
                "in-a-thought", "ught</think>An answer",
                "in-an-opener", "nk>secret</think>visible",
                "in-a-closer", "ick cut?\n",
                "no-opener-yet", "s is text",
                "in-the-answer", "think>is 42",
                "in-a-nested-block", "</think>c</think>d");
        try (Traffic traffic = cluster.traffic()) {
            try (WeirApp first = flow.start(firstState)) {
                assertThat(first).isNotNull();
                before.forEach((id, text) -> traffic.send(flow.input(), "user-" + id, Chunks.delta(id, text)));
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
            try (WeirApp second = flow.start(secondState)) {
                assertThat(second).isNotNull();
                after.forEach((id, text) -> traffic.send(flow.input(), "user-" + id, Chunks.delta(id, text)));
                after.keySet().forEach(id -> traffic.send(flow.input(), "user-" + id, Chunks.finish(id)));
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
        }

        List<Message> clean = cluster.readAll(flow.clean());
        assertThat(Transcripts.answers(clean))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "in-a-thought", "An answer",
                        "in-an-opener", "visible",
                        "in-a-closer", "",
                        "no-opener-yet", "<this is text",
                        "in-the-answer", "The answer <think>is 42",
                        "in-a-nested-block", "d"));
        assertThat(Transcripts.thoughts(cluster.readAll(flow.thinking())))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "in-a-thought", "half a thought",
                        "in-an-opener", "secret",
                        "in-a-closer", "all of it</thick cut?\n",
                        "in-the-answer", "done",
                        "in-a-nested-block", "a<think>b</think>c"));
        assertThat(clean)
                .as("one record each for the text and the end, but where all text was thought")
                .hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldCountTheRepeatsOfALoopOn(String guarantee) {
        Flow flow = cluster.llm("restart-loop")
                .guarantee(guarantee)
                .filter("detect-loops: { }")
                .createTopics();
        try (Traffic traffic = cluster.traffic()) {
            try (WeirApp first = flow.start(firstState)) {
                assertThat(first).isNotNull();
                repeat(traffic, flow, "interrupted", 3);
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
            assertThat(cluster.readAll(flow.alerts())).isEmpty();
            try (WeirApp second = flow.start(secondState)) {
                assertThat(second).isNotNull();
                repeat(traffic, flow, "interrupted", 7);
                repeat(traffic, flow, "unbroken", 10);
                Stream.of("interrupted", "unbroken")
                        .forEach(id -> traffic.send(flow.input(), "user-" + id, Chunks.finish(id)));
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
        }

        List<Message> alerts = cluster.readAll(flow.alerts());
        assertThat(evidence(alerts, "interrupted"))
                .hasSize(2)
                .isEqualTo(evidence(alerts, "unbroken"))
                .first()
                .asString()
                .contains("\"kind\":\"exact\"", "\"period\":" + UNIT.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldCountTheTurnsOfAConversationOn(String guarantee) {
        Flow flow = cluster.llm("restart-turns")
                .guarantee(guarantee)
                .filter("detect-loops: { }")
                .createTopics();
        String text = "Let me look at the file once more, for it may have changed in the meantime.";
        try (Traffic traffic = cluster.traffic()) {
            try (WeirApp first = flow.start(firstState)) {
                assertThat(first).isNotNull();
                for (String id : List.of("one", "two")) {
                    traffic.send(flow.input(), "agent", Chunks.delta(id, text));
                    traffic.send(flow.input(), "agent", Chunks.finish(id));
                }
                traffic.send(flow.input(), "agent", Chunks.delta("three", text.substring(0, 30)));
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
            assertThat(cluster.readAll(flow.alerts())).isEmpty();
            try (WeirApp second = flow.start(secondState)) {
                assertThat(second).isNotNull();
                traffic.send(flow.input(), "agent", Chunks.delta("three", text.substring(30)));
                traffic.send(flow.input(), "agent", Chunks.finish("three"));
                traffic.flush();
                cluster.awaitCaughtUp(flow);
            }
        }

        assertThat(cluster.readAll(flow.alerts()))
                .singleElement()
                .extracting(Message::text)
                .asString()
                .contains("\"kind\":\"turn\"", "\"stream\":\"three\"", "\"repeats\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void shouldMendJsonOnWhereItStopped(String guarantee) {
        Flow flow = cluster.llm("restart-json")
                .guarantee(guarantee)
                .filter("repair-json: { }")
                .createTopics();
        try (Traffic traffic = cluster.traffic()) {
            try (WeirApp first = flow.start(firstState)) {
                assertThat(first).isNotNull();
                traffic.send(flow.input(), "k", Chunks.delta("json", "{\"a\": 'x', \"b\": [1, {\"c\": \"tr"))
                        .flush();
                cluster.awaitCaughtUp(flow);
            }
            try (WeirApp second = flow.start(secondState)) {
                assertThat(second).isNotNull();
                traffic.send(flow.input(), "k", Chunks.delta("json", "ue\", \"d\": Tru"))
                        .send(flow.input(), "k", Chunks.delta("json", "e"))
                        .send(flow.input(), "k", Chunks.finish("json"))
                        .flush();
                cluster.awaitCaughtUp(flow);
            }
        }

        assertThat(Transcripts.answers(cluster.readAll(flow.clean())))
                .containsExactly(Map.entry("json", "{\"a\": \"x\", \"b\": [1, {\"c\": \"true\", \"d\": true}]}"));
    }

    private static void repeat(Traffic traffic, Flow flow, String id, int times) {
        for (int i = 0; i < times; i++) {
            traffic.send(flow.input(), "user-" + id, Chunks.delta(id, UNIT));
        }
    }

    /** The alerts about a stream without what names it and when it was. */
    private static List<String> evidence(List<Message> alerts, String id) {
        return alerts.stream()
                .filter(alert -> ("user-" + id).equals(alert.key()))
                .map(alert -> alert.text().replace(id, "ID").replaceAll("\"time\":\\d+", ""))
                .toList();
    }
}

package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.config.Guarantee;
import dev.weir.filter.PipelineKind;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {

    private static final String UNIT = "and so it goes on, ";

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private void start(String onLoop) {
        pipeline = TestPipeline.llm(
                stateDirectory,
                "auto",
                TestPipeline.filter(new StripThinking()),
                TestPipeline.filter(new DetectLoops(), "on-loop=" + onLoop));
    }

    private static Map<String, Object> json(Sent sent) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(Objects.requireNonNull(sent.value()))) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                members.put(name, value.isNumeric() ? (Object) parser.getLongValue() : parser.getText());
            }
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }

    @Test
    void shouldTellOfALoopInTheMembersThatGatewaysRead() throws IOException {
        start("alert");
        pipeline.setEventTime(TestPipeline.START_MS + 5);
        pipeline.send("k", content("c1", "It begins. "));
        for (int i = 0; i < 20; i++) {
            pipeline.send("k", content("c1", UNIT));
        }
        List<Sent> alerts = pipeline.alerts();
        assertThat(alerts).hasSize(1);
        Map<String, Object> alert = json(alerts.get(0));
        assertThat(alert.keySet())
                .startsWith("type", "kind", "pipeline", "key", "stream", "channel", "offset")
                .contains("level", "ended", "period", "repeats", "sample", "wasted")
                .endsWith("time");
        assertThat(alert)
                .containsEntry("type", "loop")
                .containsEntry("kind", "exact")
                .containsEntry("pipeline", "test")
                .containsEntry("key", "k")
                .containsEntry("stream", "c1")
                .containsEntry("channel", "content")
                .containsEntry("period", (long) UNIT.length())
                .containsEntry("time", TestPipeline.START_MS + 5);
        assertThat(alerts.get(0).key()).isEqualTo("k");
        assertThat(pipeline.clean())
                .hasSize(21)
                .filteredOn(sent -> sent.header("weir-flags").equals("loop"))
                .hasSize(1);
        assertThat(pipeline.metrics().count("loop/exact")).isEqualTo(1);
    }

    @Test
    void shouldWatchTheThinkingThatIsTakenOut() throws IOException {
        start("alert");
        pipeline.send("k", "<think>" + UNIT.repeat(40));
        assertThat(pipeline.clean()).isEmpty();
        assertThat(json(pipeline.alerts().get(0))).containsEntry("channel", "thinking");
        assertThat(pipeline.thinkingValues()).containsExactly(UNIT.repeat(40));
    }

    @Test
    void shouldWatchTheThinkingThatArrivesAsSuch() throws IOException {
        start("alert");
        pipeline.send("k", Chunks.reasoning("c1", UNIT.repeat(40)));
        assertThat(json(pipeline.alerts().get(0)))
                .containsEntry("channel", "thinking")
                .containsEntry("stream", "c1");
    }

    @Test
    void shouldNameTheChoiceAndANullKey() throws IOException {
        start("alert");
        pipeline.send(null, content("c1", 2, UNIT.repeat(40)));
        Sent alert = pipeline.alerts().get(0);
        assertThat(json(alert)).containsEntry("stream", "c1#2").containsEntry("key", "null");
        assertThat(alert.value()).contains("\"key\":null");
        assertThat(alert.key()).isNull();
    }

    @Test
    void shouldTellWhereALoopEnded() throws IOException {
        start("alert");
        pipeline.send("k", UNIT.repeat(40));
        pipeline.send("k", "At last something else.", Map.of("weir-end", "true"));
        assertThat(kinds(pipeline.alerts())).containsExactly("exact", "exact ended");
    }

    @Test
    void shouldCutALoopOffAndSayThatTheAnswerIsCutShort() throws IOException {
        start("cut");
        for (int i = 0; i < 40; i++) {
            pipeline.send("k", content("c1", UNIT));
        }
        pipeline.send("k", Chunks.finish("c1"));
        List<@Nullable String> clean = pipeline.cleanValues();
        String end = Chunks.finish("c1").replace("\"stop\"", "\"length\"");
        assertThat(clean).hasSizeLessThan(8).endsWith(end);
        assertThat(kinds(pipeline.alerts())).containsExactly("exact", "exact ended");
    }

    @Test
    void shouldSayThatAnAnswerIsCutShortInTheWordsOfEachFormat() {
        String loop = UNIT.repeat(40);
        start("cut");
        pipeline.send(
                "o",
                "{\"model\":\"m\",\"response\":\"" + loop
                        + "\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":9}");
        assertThat(pipeline.cleanValues()).singleElement().asString().contains("\"done_reason\":\"length\"");
        pipeline.send("a", AnthropicEvents.START);
        pipeline.send("a", AnthropicEvents.textBlock(0));
        pipeline.send("a", AnthropicEvents.text(0, loop));
        pipeline.send("a", AnthropicEvents.stop(0));
        pipeline.send("a", AnthropicEvents.DELTA);
        assertThat(pipeline.cleanValues()).last().asString().contains("\"stop_reason\":\"max_tokens\"");
        pipeline.send(
                "m",
                "{\"type\":\"message\",\"role\":\"assistant\",\"stop_reason\":\"end_turn\",\"content\":[{\"type\":\"text\",\"text\":\""
                        + loop + "\"}]}");
        assertThat(pipeline.cleanValues()).singleElement().asString().contains("\"stop_reason\":\"max_tokens\"");
        pipeline.send(
                "g",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + loop + "\"}]},\"finishReason\":\"STOP\"}]}");
        assertThat(pipeline.cleanValues()).singleElement().asString().contains("\"finishReason\":\"MAX_TOKENS\"");
    }

    @Test
    void shouldLeaveTheReasonOfAnAnswerWhoseThinkingWasCut() {
        start("cut");
        pipeline.send("k", Chunks.reasoning("c1", UNIT.repeat(40)));
        pipeline.send("k", content("c1", "So it is."));
        pipeline.send("k", Chunks.finish("c1"));
        assertThat(pipeline.cleanValues()).endsWith(content("c1", "So it is."), Chunks.finish("c1"));
    }

    @Test
    void shouldTellOfALoopThatStoodAtTheIdleTimeout() throws IOException {
        start("alert");
        pipeline.send("k", UNIT.repeat(40));
        pipeline.alerts();
        pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
        assertThat(kinds(pipeline.alerts())).containsExactly("exact ended");
    }

    @Test
    void shouldWatchEachLogLineForItself() throws IOException {
        pipeline = TestPipeline.start(
                TestPipeline.config(
                        PipelineKind.LOG, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new DetectLoops())),
                stateDirectory);
        for (int i = 0; i < 40; i++) {
            pipeline.send("k", UNIT);
        }
        assertThat(pipeline.alerts()).isEmpty();
        pipeline.send("k", UNIT.repeat(40));
        assertThat(kinds(pipeline.alerts())).containsExactly("exact", "exact ended");
    }

    private static List<Object> kinds(List<Sent> alerts) throws IOException {
        List<Object> kinds = new ArrayList<>();
        for (Sent alert : alerts) {
            Map<String, Object> members = json(alert);
            kinds.add(members.getOrDefault("kind", "none") + ("true".equals(members.get("ended")) ? " ended" : ""));
        }
        return kinds;
    }
}

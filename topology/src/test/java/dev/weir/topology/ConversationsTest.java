package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.config.FilterConfig;
import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.json.RepairJson;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pipeline tells of conversations whose responses repeat each other. */
class ConversationsTest {

    private static final String STORE = "sessions-conversations";
    private static final String MESSAGE =
            "I will now look at the file again, to see what is in it and whether it is right.";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    private int responses;

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private void start(String format, String... options) {
        start(Guarantee.AT_LEAST_ONCE, format, options);
    }

    private void start(Guarantee guarantee, String format, String... options) {
        pipeline = TestPipeline.start(config(guarantee, format, options), stateDirectory);
    }

    private static PipelineConfig config(Guarantee guarantee, String format, String... options) {
        FilterConfig loops = TestPipeline.filter(new DetectLoops(), options);
        return TestPipeline.config(
                PipelineKind.LLM,
                format,
                guarantee,
                TestPipeline.filter(new StripThinking()),
                loops,
                TestPipeline.filter(new RepairJson()));
    }

    private void send(List<String> values) {
        values.forEach(value -> pipeline.send("k", value));
    }

    private String says(String text) {
        return whole("{\"role\":\"assistant\",\"content\":" + ResponseDialect.quote(text) + "}");
    }

    private String calls(String tool, String arguments) {
        return whole("{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\""
                + tool + "\",\"arguments\":" + ResponseDialect.quote(arguments) + "}}]}");
    }

    private String whole(String message) {
        return "{\"id\":\"r" + responses++ + "\",\"choices\":[{\"index\":0,\"message\":" + message
                + ",\"finish_reason\":\"stop\"}]}";
    }

    /** The alerts since the last call, in short. */
    private List<String> heard() {
        return heard(pipeline);
    }

    private static List<String> heard(TestPipeline from) {
        List<String> heard = new ArrayList<>();
        for (Sent sent : from.alerts()) {
            JsonNode alert = read(sent);
            heard.add(alert.path("kind").asText()
                    + (alert.path("ended").asBoolean()
                            ? " ended "
                            : " " + alert.path("level").asText() + " ")
                    + alert.path("cycle").asText() + " x "
                    + alert.path("repeats").asInt());
        }
        return heard;
    }

    private static JsonNode read(Sent sent) {
        try {
            return JSON.readTree(Objects.requireNonNull(sent.value()));
        } catch (IOException e) {
            throw new AssertionError("an alert is JSON", e);
        }
    }

    @ParameterizedTest
    @EnumSource(ResponseDialect.class)
    void shouldHearTheSameCallInEveryDialectWhateverIsSaidBeside(ResponseDialect dialect) {
        start(dialect.format());
        send(dialect.response("r1", MESSAGE, "{\"path\":\"a\",\"line\":1}"));
        send(dialect.response("r2", "Let me see.", "{ \"line\": 1.0, \"path\": \"a\" }"));
        assertThat(heard()).isEmpty();
        send(dialect.response("r3", "Once more.", "{\"line\":1e0,\"path\":\"\\u0061\"}"));
        assertThat(heard()).containsExactly("turn warn read x 3");
        send(dialect.response("r4", "And now the other one.", "{\"path\":\"b\",\"line\":1}"));
        assertThat(heard()).containsExactly("turn ended read x 3");
        assertThat(pipeline.metrics().sessions()).isZero();
        assertThat(pipeline.storedKeys(STORE)).isEqualTo(1);
    }

    @Test
    void shouldSayInTheAlertWhatAGatewayNeeds() {
        start("auto");
        pipeline.send("k", calls("read", "{\"path\":\"a\"}"));
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", calls("read", "{\"path\":\"a\"}"));
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", calls("read", "{\"path\":\"a\"}"));
        assertThat(pipeline.alerts()).isEmpty();
        pipeline.setEventTime(TestPipeline.START_MS + 5);
        pipeline.send("k", says(MESSAGE));
        JsonNode alert = read(pipeline.alerts().get(0));
        assertThat(alert.path("type").asText()).isEqualTo("loop");
        assertThat(alert.path("kind").asText()).isEqualTo("turn");
        assertThat(alert.path("key").asText()).isEqualTo("k");
        assertThat(alert.path("stream").asText()).isEqualTo("r5");
        assertThat(alert.path("channel").asText()).isEqualTo("content");
        assertThat(alert.path("period").asInt()).isEqualTo(2);
        assertThat(alert.path("repeats").asInt()).isEqualTo(3);
        assertThat(alert.path("cycle").asText()).isEqualTo("read, (message)");
        assertThat(alert.path("sample").asText()).isEqualTo(MESSAGE.substring(0, 80));
        assertThat(alert.path("wasted").asInt()).isEqualTo(2 * (12 + MESSAGE.length()));
        assertThat(alert.path("time").asLong()).isEqualTo(TestPipeline.START_MS + 5);
        List<Sent> clean = pipeline.clean();
        assertThat(clean.get(4).header("weir-flags")).isEqualTo("absent");
        assertThat(clean.get(5).header("weir-flags")).isEqualTo("loop-suspected");
        assertThat(pipeline.metrics().count("loop/turn")).isEqualTo(1);
    }

    @Test
    void shouldStopAtTheFifthAndCutNothing() {
        start("auto", "on-loop=cut");
        for (int i = 0; i < 6; i++) {
            pipeline.send("k", says(MESSAGE));
        }
        assertThat(heard()).containsExactly("turn warn (message) x 3", "turn stop (message) x 5");
        assertThat(pipeline.clean())
                .hasSize(6)
                .extracting(sent -> sent.header("weir-flags"))
                .containsExactly("absent", "absent", "loop-suspected", "absent", "loop", "absent");
    }

    @Test
    void shouldOnlyFlagWhatGoesRoundIfAskedTo() {
        start("auto", "on-loop=tag");
        for (int i = 0; i < 6; i++) {
            pipeline.send("k", says(MESSAGE));
        }
        pipeline.send("k", calls("read", "{}"));
        assertThat(heard()).isEmpty();
        assertThat(pipeline.clean())
                .extracting(sent -> sent.header("weir-flags"))
                .containsExactly("absent", "absent", "loop-suspected", "loop-suspected", "loop", "loop", "absent");
    }

    @Test
    void shouldKeepConversationsApart() {
        start("auto");
        for (int i = 0; i < 4; i++) {
            for (String key : new String[] {"a", "b"}) {
                pipeline.send(
                        key, calls("read", "{\"of\":\"" + key + "\",\"page\":" + (key.equals("a") ? i : 0) + "}"));
            }
            pipeline.send(null, calls("read", "{}"));
        }
        assertThat(pipeline.alerts()).extracting(Sent::key).containsExactly("b");
    }

    @Test
    void shouldTellTheChatterOfResponsesThatRunSideBySideApart() {
        start("auto");
        for (int i = 0; i < 4; i++) {
            String one = "one" + i;
            String two = "two" + i;
            pipeline.send("k", Chunks.content(one, MESSAGE));
            pipeline.send("k", Chunks.content(two, "Number " + i));
            pipeline.send(
                    "k",
                    Chunks.chunk(
                            two,
                            0,
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                                    + "{\"name\":\"read\",\"arguments\":\"{}\"}}]}",
                            null));
            pipeline.send("k", Chunks.finish(one));
            pipeline.send("k", Chunks.finish(two));
        }
        assertThat(heard()).containsExactly("turn warn (message), read x 3");
    }

    @Test
    void shouldHearOnlyTheFirstOfWhatAModelMightHaveSaid() {
        start("auto");
        for (int i = 0; i < 3; i++) {
            pipeline.send(
                    "other",
                    Chunks.chunkOf(
                            "o" + i,
                            Chunks.choice(0, "{\"content\":\"" + i + MESSAGE + "\"}", "stop"),
                            Chunks.choice(1, "{\"content\":\"" + MESSAGE + "\"}", "stop")));
            pipeline.send(
                    "k",
                    Chunks.chunkOf(
                            "r" + i,
                            Chunks.choice(0, "{\"content\":\"" + MESSAGE + "\"}", "stop"),
                            Chunks.choice(1, "{\"content\":\"" + i + MESSAGE + "\"}", "stop")));
        }
        assertThat(pipeline.alerts()).extracting(Sent::key).containsExactly("k");
    }

    @Test
    void shouldCountEachOfTheCallsOfOneResponse() {
        start("auto");
        String call = "{\"function\":{\"name\":\"read\",\"arguments\":\"{}\"}}";
        pipeline.send("k", whole("{\"tool_calls\":[" + call + "," + call + "," + call + "]}"));
        assertThat(heard()).containsExactly("turn warn read x 3");
    }

    @Test
    void shouldTakeACallWhoseArgumentsAreNotSeenForSomethingNew() {
        start("openai-responses");
        String custom = "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":"
                + "\"custom_tool_call\",\"name\":\"shell\",\"input\":\"\"}}";
        for (int i = 0; i < 4; i++) {
            send(ResponseDialect.RESPONSES_EVENTS.response("r", "Now I test.", "{\"tests\":\"all\"}"));
            send(List.of(
                    "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"output\":[]}}",
                    custom,
                    "{\"type\":\"response.completed\",\"response\":{\"id\":\"r\",\"output\":[]}}"));
        }
        assertThat(heard()).isEmpty();
    }

    @Test
    void shouldNotHearTheThinkingBeforeAMessage() {
        start("auto");
        for (int i = 0; i < 3; i++) {
            pipeline.send("k", says("<think>Thought number " + i + "</think>" + MESSAGE));
        }
        assertThat(heard()).containsExactly("turn warn (message) x 3");
    }

    @Test
    void shouldHearMessagesOfPlainTextThatEndWhenNothingMoreComes() {
        start("text");
        for (int i = 0; i < 3; i++) {
            pipeline.send("k", MESSAGE.substring(0, 20));
            pipeline.send("k", MESSAGE.substring(20), i < 2 ? Map.of("weir-end", "true") : Map.of());
        }
        assertThat(heard()).isEmpty();
        pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
        assertThat(heard()).containsExactly("turn warn (message) x 3");
    }

    @Test
    void shouldBeginAnewWhenTheUserHasSpoken() {
        start("auto");
        for (int i = 0; i < 5; i++) {
            pipeline.send("k", says(MESSAGE), i % 2 == 0 ? Map.of("weir-user-turn", "true") : Map.of());
        }
        assertThat(heard()).isEmpty();
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", says("Done."), Map.of("weir-user-turn", "true"));
        assertThat(heard()).containsExactly("turn warn (message) x 3", "turn ended (message) x 3");
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldForgetConversationsThatAreSilent(Guarantee guarantee) {
        start(guarantee, "auto", "turn-idle-timeout=60s");
        for (int i = 0; i < 3; i++) {
            pipeline.send("k", says(MESSAGE));
        }
        assertThat(heard()).hasSize(1);
        pipeline.advanceWallClock(59_000);
        assertThat(pipeline.storedKeys(STORE)).isEqualTo(1);
        pipeline.advanceWallClock(2_000);
        Sent ended = pipeline.alerts().get(0);
        assertThat(ended.key()).isEqualTo("k");
        assertThat(read(ended).path("ended").asBoolean()).isTrue();
        assertThat(read(ended).path("stream").asText()).isEqualTo("r2");
        pipeline.send("other", says("Yes."));
        assertThat(pipeline.storedKeys(STORE)).isEqualTo(1);
        pipeline.send("k", says(MESSAGE));
        assertThat(heard()).isEmpty();
    }

    @Test
    void shouldRememberNoMoreConversationsThanItMay() {
        start("auto", "turn-conversations=2");
        for (int round = 0; round < 2; round++) {
            for (String key : new String[] {"a", "b", "c"}) {
                pipeline.send(key, says(MESSAGE));
            }
        }
        assertThat(pipeline.storedKeys(STORE)).isEqualTo(2);
        pipeline.send("c", says(MESSAGE));
        pipeline.send("b", says(MESSAGE));
        assertThat(heard()).isEmpty();
        pipeline.send("b", says(MESSAGE));
        assertThat(heard()).containsExactly("turn warn (message) x 3");
    }

    @Test
    void shouldHaveNoStoreForConversationsThatNobodyFollows() {
        start("auto", "turns=false");
        for (int i = 0; i < 9; i++) {
            pipeline.send("k", says(MESSAGE));
        }
        assertThat(heard()).isEmpty();
        assertThat(pipeline.hasStore(STORE)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ResponseDialect.class,
            names = {"OPENAI_CHUNKS", "OPENAI_WHOLE", "ANTHROPIC_EVENTS", "OLLAMA"})
    void shouldGoOnAfterACrashAtEveryRecordAndCountNothingTwice(ResponseDialect dialect) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            values.addAll(dialect.response("r" + i, "Look " + i, "{\"path\":\"a\"}"));
        }
        List<String> expected = List.of("turn warn read x 3");
        pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE, dialect.format()), stateDirectory);
        List<String> before = new ArrayList<>();
        for (int crash = 1; crash <= values.size(); crash++) {
            pipeline.send("k", values.get(crash - 1));
            before.addAll(heard());
            Path directory = otherStateDirectory.resolve("crash-" + crash);
            try (TestPipeline after = pipeline.crash(directory)) {
                // Offsets begin at 0 again, so the records that the state has come once more.
                values.forEach(value -> after.send("k", value));
                List<String> all = new ArrayList<>(before);
                all.addAll(heard(after));
                assertThat(all).as("crash after record " + crash).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldEndAnUnfinishedResponseOnceAfterACrash() {
        start("auto");
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", says(MESSAGE));
        pipeline.send("k", Chunks.content("open", MESSAGE));
        try (TestPipeline after = pipeline.crash(otherStateDirectory)) {
            after.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
            assertThat(heard(after)).containsExactly("turn warn (message) x 3");
        }
    }

    @Test
    void shouldGoOnWithOtherThresholdsThanTheStateWasWrittenWith() {
        start("auto");
        for (int i = 0; i < 3; i++) {
            pipeline.send("k", says(MESSAGE));
        }
        PipelineConfig changed = config(Guarantee.AT_LEAST_ONCE, "auto", "turn-max-period=1", "turn-stop-repeats=4");
        try (TestPipeline after = pipeline.crash(otherStateDirectory, changed)) {
            for (int offset = 0; offset < 3; offset++) {
                after.send("other", says(MESSAGE + offset));
            }
            after.send("k", says(MESSAGE));
            assertThat(heard(after)).containsExactly("turn stop (message) x 4");
        }
    }

    @Test
    void shouldPassEnvelopesThatNameCallsByteForByte() {
        for (ResponseDialect dialect : ResponseDialect.values()) {
            Path directory = stateDirectory.resolve(dialect.name());
            FilterConfig loops = TestPipeline.filter(new DetectLoops());
            try (TestPipeline plain = TestPipeline.llm(directory, dialect.format(), loops)) {
                List<String> values = dialect.response("r1", MESSAGE, "{\"path\":\"a\"}");
                values.forEach(value -> plain.send("k", value));
                List<@Nullable String> clean = plain.cleanValues();
                assertThat(clean).isEqualTo(values);
            }
        }
        start("auto");
    }
}

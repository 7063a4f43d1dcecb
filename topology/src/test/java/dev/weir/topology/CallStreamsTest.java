package dev.weir.topology;

import static dev.weir.topology.Chunks.arguments;
import static dev.weir.topology.Chunks.chunk;
import static dev.weir.topology.Chunks.chunkOf;
import static dev.weir.topology.Chunks.data;
import static dev.weir.topology.Chunks.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.json.RepairJson;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the end of a stream puts what a call's arguments still lack, in chat completions of the many kinds there are. */
class CallStreamsTest {

    @TempDir
    private Path stateDirectory;

    private int pipelines;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = TestPipeline.llm(
                stateDirectory.resolve("own" + pipelines++), "openai", TestPipeline.filter(new RepairJson()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        assertThat(pipeline.metrics().sessions()).as("open sessions at the end").isZero();
    }

    private void send(String... values) {
        for (String value : values) {
            pipeline.send("k", value);
        }
    }

    private static String begin(int call, String text) {
        return chunk(
                "c1",
                0,
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":" + call + ",\"id\":\"t" + call
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"" + text + "\"}}]}",
                null);
    }

    private static String last(String delta) {
        return chunk("c1", 0, delta, "tool_calls");
    }

    @Test
    void shouldCompleteEachOfSeveralCallsThoughTheLastChunkWasOfOneThatNeedsNothing() {
        send(begin(0, "{'a': "), begin(1, "{'b': 1"), begin(2, "{\\\"ok\\\":true}"), finish("c1"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        begin(0, "{\\\"a\\\": "),
                        begin(1, "{\\\"b\\\": "),
                        begin(2, "{\\\"ok\\\":true}"),
                        arguments("c1", 1, "1}"),
                        chunk(
                                "c1",
                                0,
                                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"null}\"}}]}",
                                "stop"));
        assertThat(pipeline.dead()).isEmpty();
    }

    @Test
    void shouldNotNameACallTwiceWhereItsArgumentsAreReleasedAlone() {
        send(begin(0, "{\\\"a\\\": 1"));
        pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
        assertThat(pipeline.cleanValues()).containsExactly(begin(0, "{\\\"a\\\": "), arguments("c1", 0, "1}"));
    }

    @Test
    void shouldReleaseBeforeAFinishingChunkThatHasNoDelta() {
        String end = "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"finish_reason\":\"length\"}]}";
        send(begin(0, "{\\\"a\\\": 1"), end);
        assertThat(pipeline.cleanValues()).containsExactly(begin(0, "{\\\"a\\\": "), arguments("c1", 0, "1}"), end);
    }

    @Test
    void shouldHideNoMemberOfTheFinishingChunkBehindASecondOneOfItsName() {
        String empty = last("{\"content\":\"\",\"tool_calls\":[]}");
        String custom = last("{\"tool_calls\":[{\"index\":1,\"custom\":{\"input\":\"x\"}}]}");
        for (String end : List.of(empty, custom)) {
            send(arguments("c1", 0, "{\\\"a\\\": ["), end);
            assertThat(pipeline.cleanValues())
                    .containsExactly(arguments("c1", 0, "{\\\"a\\\": ["), arguments("c1", 0, "]}"), end);
        }
        send(arguments("c1", 0, "{\\\"a\\\": ["), last("{\"content\":null,\"tool_calls\":null}"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        arguments("c1", 0, "{\\\"a\\\": ["),
                        last("{\"content\":null,\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"]}\"}}]}"));
    }

    @Test
    void shouldCompleteTheSingleCallOfOlderClientsInItsOwnMember() {
        String begin = chunk("c1", 0, "{\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}", null);
        String more = chunk("c1", 0, "{\"function_call\":{\"arguments\":\"{'a': [\"}}", null);
        String mended = chunk("c1", 0, "{\"function_call\":{\"arguments\":\"{\\\"a\\\": [\"}}", null);
        String completed = "\"function_call\":{\"arguments\":\"]}\"}";
        send(begin, more, chunk("c1", 0, "{}", "function_call"));
        assertThat(pipeline.cleanValues())
                .containsExactly(begin, mended, chunk("c1", 0, "{" + completed + "}", "function_call"));
        send(begin, more, chunk("c1", 0, "{\"function_call\":null,\"tool_calls\":null}", "function_call"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        begin, mended, chunk("c1", 0, "{" + completed + ",\"tool_calls\":null}", "function_call"));
        send(begin, more);
        pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
        assertThat(pipeline.cleanValues()).containsExactly(begin, mended, chunk("c1", 0, "{" + completed + "}", null));
    }

    @Test
    void shouldKeepTheCallsOfSeveralChoicesApart() {
        String[] deltas = {
            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"['a'\"}}]}",
            "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"b\\\":\"}}]}"
        };
        send(chunkOf("c1", Chunks.choice(0, deltas[0], null), Chunks.choice(1, deltas[1], null)));
        send(finish("c1", 1), finish("c1", 0));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        chunkOf(
                                "c1",
                                Chunks.choice(0, deltas[0].replace("'a'", "\\\"a"), null),
                                Chunks.choice(1, deltas[1], null)),
                        chunk("c1", 1, deltas[0].replace("['a'", "null}"), "stop"),
                        chunk("c1", 0, deltas[0].replace("['a'", "\\\"]"), "stop"));
    }

    @Test
    void shouldReleaseFromOneLineOfARecordOfSeveral() {
        String other = data(chunk("c1", 0, "{\"role\":\"assistant\"}", null));
        for (String separator : List.of("\n\n", "\n")) {
            String lines =
                    (other + data(begin(0, "")) + data(arguments("c1", 0, "{\\\"a\\\": 1"))).replace("\n\n", separator);
            send(lines, Chunks.DONE);
            assertThat(pipeline.cleanValues())
                    .containsExactly(
                            lines.replace(": 1", ": "),
                            data(arguments("c1", 0, "1}")).replace("\n\n", separator),
                            Chunks.DONE);
        }
    }

    @Test
    void shouldRefuseTheArgumentsOfOneCallAndRepairTheOther() {
        send(begin(0, "let me "), begin(1, "{'b': 1"), arguments("c1", 0, "think"), finish("c1"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        begin(0, ""),
                        begin(1, "{\\\"b\\\": "),
                        chunk("c1", 0, "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"1}\"}}]}", "stop"));
        assertThat(pipeline.alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.value())
                        .contains("\"channel\":\"arguments\",\"call\":0,", "\"reason\":\"no JSON found\""));
        assertThat(pipeline.dead()).isEmpty();
    }

    @Test
    void shouldGiveUpOneCallMidwayAndGoOnWithTheOther() {
        pipeline.close();
        pipeline = TestPipeline.llm(
                stateDirectory.resolve("again"), "openai", TestPipeline.filter(new RepairJson(), "max-depth=2"));
        send(arguments("c1", 0, "[1,[2,[3"), arguments("c1", 1, "{'b':"), arguments("c1", 0, "]]]"));
        send(arguments("c1", 1, "[4]}"), finish("c1"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        arguments("c1", 0, "[1,[2]]"),
                        arguments("c1", 1, "{\\\"b\\\":"),
                        arguments("c1", 1, "[4]}"),
                        finish("c1"));
        assertThat(pipeline.alerts()).hasSize(1);
    }

    @Test
    void shouldPassArgumentsThatWereNeverGiven() {
        String[] values = {begin(0, ""), arguments("c1", 0, ""), finish("c1")};
        send(values);
        assertThat(pipeline.cleanValues()).containsExactly(values);
        String whole = "{\"id\":\"c2\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                + "\"tool_calls\":[{\"id\":\"t0\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]},"
                + "\"finish_reason\":\"tool_calls\"}]}";
        send(whole);
        assertThat(pipeline.cleanValues()).containsExactly(whole);
    }

    @Test
    void shouldRepairTheCallsOfAWholeResponseInPlace() {
        String whole = "{ \"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"content\":null, \"tool_calls\":["
                + "{\"id\":\"t0\",\"function\":{\"arguments\":\"%s\",\"name\":\"f\"}},"
                + " {\"id\":\"t1\",\"function\":{\"arguments\":\"{ \\\"ok\\\" : 1.0 }\",\"name\":\"g\"}}]},"
                + "\"finish_reason\":\"tool_calls\"}], \"extra\" : 1.50}";
        send(whole.formatted("{'a': True,"));
        assertThat(pipeline.cleanValues()).containsExactly(whole.formatted("{\\\"a\\\": true}"));
    }

    @Test
    void shouldKeepNothingOfAWholeResponseWhoseArgumentsAreRefused() {
        send(
                "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":\"no\"}},"
                        + "{\"function\":{\"arguments\":\"{'a'\"}}]},\"finish_reason\":\"tool_calls\"}]}");
        assertThat(pipeline.clean()).isEmpty();
        assertThat(pipeline.dead())
                .singleElement()
                .satisfies(dead -> assertThat(dead.headers())
                        .containsEntry("weir-error-reason", "refused")
                        .containsEntry("weir-error-stage", "repair-json")
                        .containsEntry("weir-error-message", "no JSON found at byte 2"));
    }

    @Test
    void shouldGoOnWithSeveralCallsAfterACrashBehindAnyRecord() {
        String[] values = {
            begin(0, "{'a'"), begin(1, "[1, {"), arguments("c1", 0, ": 'x"), arguments("c1", 1, "b: Tr"), finish("c1")
        };
        send(values);
        List<@Nullable String> expected = pipeline.cleanValues();
        for (int crash = 1; crash < values.length; crash++) {
            pipeline.close();
            start();
            for (int i = 0; i < crash; i++) {
                send(values[i]);
            }
            List<@Nullable String> clean = pipeline.cleanValues();
            try (TestPipeline after = pipeline.crash(stateDirectory.resolve("crashed" + crash))) {
                // Offsets begin anew: those up to the last one that the state has in it are taken for a replay.
                for (int i = 0; i < crash; i++) {
                    after.send("k", values[i]);
                }
                assertThat(after.cleanValues()).as("what the replay repeats").isEmpty();
                for (int i = crash; i < values.length; i++) {
                    after.send("k", values[i]);
                }
                clean.addAll(after.cleanValues());
            }
            assertThat(clean).as("a crash behind record " + crash).isEqualTo(expected);
        }
        send(values[values.length - 1]);
    }
}

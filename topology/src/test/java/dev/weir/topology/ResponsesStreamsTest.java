package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.json.RepairJson;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of OpenAI's Responses API. */
class ResponsesStreamsTest {

    private static final String CREATED =
            "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"r1\",\"output\":[]}}";
    private static final String REASONING =
            "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"a\"}]}";

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @AfterEach
    void stop() {
        pipeline.close();
        assertThat(pipeline.metrics().sessions()).as("open sessions at the end").isZero();
        assertThat(pipeline.dead()).isEmpty();
    }

    private void start(String... options) {
        pipeline = TestPipeline.llm(stateDirectory, "auto", TestPipeline.filter(new StripThinking(), options));
    }

    private void send(String... events) {
        for (String event : events) {
            pipeline.send("k", event);
        }
    }

    private static String event(String type, int output, String more) {
        return "{\"type\":\"response." + type + "\",\"sequence_number\":7,\"output_index\":" + output + "," + more
                + "}";
    }

    private static String delta(int output, String text) {
        return event("output_text.delta", output, "\"content_index\":0,\"delta\":\"" + text + "\"");
    }

    private static String done(int output, String text) {
        return event("output_text.done", output, "\"content_index\":0,\"text\":\"" + text + "\"");
    }

    private static String partDone(int output, String text) {
        return event(
                "content_part.done",
                output,
                "\"content_index\":0,\"part\":{\"type\":\"output_text\",\"text\":\"" + text + "\"}");
    }

    private static String message(String text) {
        return "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"" + text + "\"}]}";
    }

    private static String itemAdded(int output, String item) {
        return event("output_item.added", output, "\"item\":" + item);
    }

    private static String itemDone(int output, String item) {
        return event("output_item.done", output, "\"item\":" + item);
    }

    private static String completed(String items) {
        return "{\"type\":\"response.completed\",\"sequence_number\":9,\"response\":{\"id\":\"r1\",\"output\":[" + items
                + "],\"usage\":{}}}";
    }

    @Test
    void shouldTakeReasoningItemsOutAndNumberTheOthersAnew() {
        start();
        send(CREATED, itemAdded(0, "{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}"));
        send(event("reasoning_summary_text.delta", 0, "\"summary_index\":0,\"delta\":\"a\""));
        send(event("reasoning_summary_text.done", 0, "\"summary_index\":0,\"text\":\"a\""), itemDone(0, REASONING));
        send(itemAdded(1, "{\"type\":\"message\",\"content\":[]}"), delta(1, "b"), delta(1, "c"), done(1, "bc"));
        send(partDone(1, "bc"), itemDone(1, message("bc")), completed(REASONING + "," + message("bc")));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        CREATED,
                        itemAdded(0, "{\"type\":\"message\",\"content\":[]}"),
                        delta(0, "b"),
                        delta(0, "c"),
                        done(0, "bc"),
                        partDone(0, "bc"),
                        itemDone(0, message("bc")),
                        completed(message("bc")));
        assertThat(pipeline.thinkingValues()).containsExactly("a");
    }

    @Test
    void shouldEditWhatRepeatsTheTextAsItEditedTheText() {
        start();
        String text = "<think>a</think>b";
        send(CREATED, delta(0, "<thi"), delta(0, "nk>a</th"), delta(0, "ink>b"), done(0, text), partDone(0, text));
        send(itemDone(0, message(text)), completed(message(text)));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        CREATED,
                        delta(0, "b"),
                        done(0, "b"),
                        partDone(0, "b"),
                        itemDone(0, message("b")),
                        completed(message("b")));
        assertThat(pipeline.thinkingValues()).containsExactly("a");
    }

    @Test
    void shouldReleaseTextBeforeItsPartIsDone() {
        start();
        send(CREATED, delta(0, "<th"), done(0, "<th"), completed(message("<th")));
        assertThat(pipeline.cleanValues())
                .containsExactly(CREATED, delta(0, "<th"), done(0, "<th"), completed(message("<th")));
    }

    @Test
    void shouldPassAResponseWithoutThinkingByteForByte() {
        start();
        String[] events = {
            CREATED, delta(0, "b"), done(0, "b"), partDone(0, "b"), itemDone(0, message("b")), completed(message("b"))
        };
        send(events);
        assertThat(pipeline.cleanValues()).containsExactly(events);
    }

    @Test
    void shouldMendTheArgumentsOfACall() {
        pipeline = TestPipeline.llm(
                stateDirectory,
                "openai-responses",
                TestPipeline.filter(new StripThinking()),
                TestPipeline.filter(new RepairJson()));
        String call = "{\"type\":\"function_call\",\"arguments\":\"{'a': 1\",\"name\":\"f\"}";
        send(CREATED, event("function_call_arguments.delta", 0, "\"delta\":\"{'a': 1\""));
        send(event("function_call_arguments.done", 0, "\"arguments\":\"{'a': 1\""), itemDone(0, call), completed(call));
        String mended = "{\\\"a\\\": 1}";
        String mendedCall = call.replace("{'a': 1", mended);
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        CREATED,
                        event("function_call_arguments.delta", 0, "\"delta\":\"{\\\"a\\\": \""),
                        event("function_call_arguments.delta", 0, "\"delta\":\"1}\""),
                        event("function_call_arguments.done", 0, "\"arguments\":\"" + mended + "\""),
                        itemDone(0, mendedCall),
                        completed(mendedCall));
    }

    @Test
    void shouldMendTheArgumentsOfACallToAServerOfTools() {
        pipeline = TestPipeline.llm(stateDirectory, "auto", TestPipeline.filter(new RepairJson()));
        String call = "{\"type\":\"mcp_call\",\"arguments\":\"{'a': 1\",\"name\":\"f\"}";
        send(CREATED, event("mcp_call_arguments.delta", 0, "\"delta\":\"{'a': 1\""));
        send(event("mcp_call_arguments.done", 0, "\"arguments\":\"{'a': 1\""), itemDone(0, call), completed(call));
        String mended = "{\\\"a\\\": 1}";
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        CREATED,
                        event("mcp_call_arguments.delta", 0, "\"delta\":\"{\\\"a\\\": \""),
                        event("mcp_call_arguments.delta", 0, "\"delta\":\"1}\""),
                        event("mcp_call_arguments.done", 0, "\"arguments\":\"" + mended + "\""),
                        itemDone(0, call.replace("{'a': 1", mended)),
                        completed(call.replace("{'a': 1", mended)));
    }

    @Test
    void shouldTakeReasoningOutOfAWholeResponse() {
        start();
        String head = "{\"id\":\"r1\",\"object\":\"response\",\"output\":[";
        send(head + REASONING + "," + message("<think>c</think>b") + "]}");
        send(head + message("b") + ",{\"type\":\"reasoning\",\"encrypted_content\":\"x\",\"summary\":[]}]}");
        assertThat(pipeline.cleanValues()).containsExactly(head + message("b") + "]}", head + message("b") + "]}");
        assertThat(pipeline.thinkingValues()).containsExactly("a", "c");
    }

    @Test
    void shouldLeaveReasoningWhereItStaysInItsField() {
        start("mode=field");
        String[] events = {
            CREATED,
            event("reasoning_text.delta", 0, "\"content_index\":0,\"delta\":\"a\""),
            itemDone(0, REASONING),
            delta(1, "b"),
            done(1, "b"),
            completed(REASONING + "," + message("b"))
        };
        send(events);
        assertThat(pipeline.cleanValues()).containsExactly(events);
        assertThat(pipeline.thinkingValues()).isEmpty();
    }
}

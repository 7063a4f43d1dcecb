package dev.weir.topology;

import static dev.weir.topology.Chunks.arguments;
import static dev.weir.topology.Chunks.choice;
import static dev.weir.topology.Chunks.chunk;
import static dev.weir.topology.Chunks.chunkOf;
import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.data;
import static dev.weir.topology.Chunks.finish;
import static dev.weir.topology.Chunks.reasoning;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.envelope.OpenAiFormat;
import dev.weir.filter.Channel;
import dev.weir.json.RepairJson;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiStreamsTest {

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = TestPipeline.llm(stateDirectory, "openai", TestPipeline.filter(new StripThinking()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        assertThat(pipeline.metrics().sessions()).as("open sessions at the end").isZero();
        assertThat(pipeline.metrics().heldBackBytes())
                .as("held-back bytes at the end")
                .isZero();
    }

    @Test
    void shouldTakeThinkingOutOfContentWhereverItsMarkersAreCut() {
        pipeline.send("k", content("c1", "<thi"));
        pipeline.send("k", content("c1", "nk>pon"));
        pipeline.send("k", content("c1", "der</th"));
        pipeline.send("k", content("c1", "ink>answer"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.cleanValues()).containsExactly(content("c1", "answer"), finish("c1"));
        assertThat(String.join("", pipeline.thinkingValues())).isEqualTo("ponder");
    }

    @Test
    void shouldForwardUnchangedRecordsByteForByte() {
        String odd =
                "{ \"id\" : \"c1\", \"x\":[1e5 ,{}],\n\"choices\": [{\"delta\":{ \"content\":\"\\u0061\\/b\" },\"index\":0}] }\n";
        pipeline.send("k", odd);
        assertThat(pipeline.cleanValues()).containsExactly(odd);
        assertThat(pipeline.metrics().count("chain/unchanged")).isEqualTo(1);
        assertThat(pipeline.metrics().count("bytes out"))
                .isEqualTo(pipeline.metrics().count("bytes in"));
    }

    @Test
    void shouldLeaveEveryFieldThatItDoesNotKnowWhereItWas() {
        pipeline.send(
                "k",
                "{\"id\":\"c1\",\"created\":1,\"choices\":[{\"logprobs\":null,\"delta\":{\"content\":\"<think>t</think>a\"},\"index\":0}],\"x\":{}}");
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        "{\"id\":\"c1\",\"created\":1,\"choices\":[{\"logprobs\":null,\"delta\":{\"content\":\"a\"},\"index\":0}],\"x\":{}}");
    }

    @Test
    void shouldTakeReasoningFieldsOutWithTheirMember() {
        pipeline.send("k", chunk("c1", 0, "{\"reasoning_content\":\"hm\",\"content\":\"a\"}", null));
        assertThat(pipeline.cleanValues()).containsExactly(chunk("c1", 0, "{\"content\":\"a\"}", null));
        assertThat(pipeline.thinkingValues()).containsExactly("hm");
        assertThat(pipeline.metrics().count("thinking bytes")).isEqualTo(2);
    }

    @Test
    void shouldNotSendAChunkWithNothingLeftInIt() {
        pipeline.send("k", reasoning("c1", "hm"));
        pipeline.send("k", content("c1", "<think>more"));
        assertThat(pipeline.clean()).isEmpty();
        assertThat(pipeline.metrics().count("chain/emptied")).isEqualTo(2);
        assertThat(pipeline.thinkingValues()).containsExactly("hm", "more");
    }

    @Test
    void shouldSendAnEmptiedChunkThatSaysMoreThanText() {
        String role = chunk("c1", 0, "{\"role\":\"assistant\",\"content\":\"<think>\"}", null);
        String last = chunk("c1", 0, "{\"reasoning_content\":\"hm\"}", "stop");
        String tool = chunk(
                "c2",
                0,
                "{\"reasoning_content\":\"hm\",\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                null);
        String usage =
                "{\"id\":\"c3\",\"choices\":[{\"index\":0,\"delta\":{\"thinking\":\"hm\"}}],\"usage\":{\"total_tokens\":3}}";
        for (String chunk : List.of(role, last, tool, usage)) {
            pipeline.send("k", chunk);
        }
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        chunk("c1", 0, "{\"role\":\"assistant\",\"content\":\"\"}", null),
                        chunk("c1", 0, "{}", "stop"),
                        chunk(
                                "c2",
                                0,
                                "{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                                null),
                        "{\"id\":\"c3\",\"choices\":[{\"index\":0,\"delta\":{}}],\"usage\":{\"total_tokens\":3}}");
    }

    @Test
    void shouldLeaveTheUsageChunkAlone() {
        String usage = "{\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3}}";
        pipeline.send("k", content("c1", "a"));
        pipeline.send("k", finish("c1"));
        pipeline.send("k", usage);
        assertThat(pipeline.cleanValues()).containsExactly(content("c1", "a"), finish("c1"), usage);
    }

    @Test
    void shouldPutWhatTheEndReleasesIntoTheFinishingChunk() {
        pipeline.send("k", content("c1", "<thi"));
        assertThat(pipeline.clean()).isEmpty();
        assertThat(pipeline.metrics().heldBackBytes()).isEqualTo(4);
        assertThat(pipeline.metrics().sessions()).isEqualTo(1);
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.cleanValues()).containsExactly(chunk("c1", 0, "{\"content\":\"<thi\"}", "stop"));
        assertThat(pipeline.metrics().heldBackBytes()).isZero();
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldAppendWhatTheEndReleasesToTheFinishingChunksOwnText() {
        pipeline.send("k", content("c1", "<th"));
        pipeline.send("k", chunk("c1", 0, "{\"content\":\"in\"}", "length"));
        assertThat(pipeline.cleanValues()).containsExactly(chunk("c1", 0, "{\"content\":\"<thin\"}", "length"));
    }

    @Test
    void shouldReadAWholeResponse() {
        String whole = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}";
        pipeline.send("k", whole.formatted("<think>hm</think>4\\n\\\"2\\\""));
        assertThat(pipeline.cleanValues()).containsExactly(whole.formatted("4\\n\\\"2\\\""));
        assertThat(pipeline.thinkingValues()).containsExactly("hm");
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldEditEachDataLineOfAnEventStream() {
        pipeline.send("k", data(content("c1", "<think>a</thi")) + data(content("c1", "nk>b")) + data(finish("c1")));
        assertThat(pipeline.cleanValues())
                .containsExactly(data(content("c1", "")) + data(content("c1", "b")) + data(finish("c1")));
        assertThat(pipeline.thinkingValues()).containsExactly("a");
    }

    @Test
    void shouldTakeAResponseInOneRecordForOneDocument() {
        pipeline.send(
                null,
                data(content("c1", "<thi"))
                        + data(content("c1", "nk>a</think>b"))
                        + data(content("c1", "c"))
                        + Chunks.DONE);
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        data(content("c1", "")) + data(content("c1", "b")) + data(content("c1", "c")) + Chunks.DONE);
        assertThat(pipeline.thinkingValues()).containsExactly("a");
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldEndAStreamOnceThoughTwoLinesOfARecordEndIt() {
        pipeline.send("k", content("c1", "a"));
        pipeline.send("k", content("c1", "b"));
        pipeline.send("k", data(content("c1", "c")) + data(finish("c1")) + Chunks.DONE);
        assertThat(pipeline.metrics().sessions()).isZero();
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        content("c1", "a"),
                        content("c1", "b"),
                        data(content("c1", "c")) + data(finish("c1")) + Chunks.DONE);
    }

    @Test
    void shouldPutWhatTheEndReleasesBehindTheLastLineOfARecord() {
        restart("openers=anywhere");
        pipeline.send("k", data(content("c1", "a")) + data(content("c1", "b<thi")) + Chunks.DONE);
        assertThat(pipeline.cleanValues())
                .containsExactly(data(content("c1", "a")) + data(content("c1", "b<thi")) + Chunks.DONE);
    }

    @Test
    void shouldEndTheOpenResponseAtDoneAndReleaseBeforeIt() {
        pipeline.send("k", data(content("c1", "<thi")));
        pipeline.send("k", Chunks.DONE);
        assertThat(pipeline.cleanValues()).containsExactly(data(content("c1", "<thi")), Chunks.DONE);
        assertThat(pipeline.metrics().count("chain/released")).isEqualTo(1);
    }

    @Test
    void shouldCompleteTheArgumentsOfACallInTheFinishingChunk() {
        repairJson();
        pipeline.send("k", arguments("c1", 1, "{\\\"a\\\":1"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.cleanValues()).hasSize(2).last().asString().contains("\"index\":1", "}\"}}]}");
    }

    @Test
    void shouldCompleteTheArgumentsOfSeveralCallsEachInItsPlace() throws MalformedEnvelopeException {
        repairJson();
        pipeline.send("k", arguments("c1", 0, "[10,2"));
        pipeline.send("k", arguments("c1", 1, "{\\\"a\\\":[true"));
        pipeline.send("k", finish("c1"));
        Map<Channel, String> texts = new HashMap<>();
        Envelope envelope = new Envelope();
        for (Sent sent : pipeline.clean()) {
            String value = String.valueOf(sent.value());
            assertThat(value.split("\"tool_calls\"", -1)).as(value).hasSizeLessThanOrEqualTo(2);
            envelope.reset(value.getBytes(UTF_8));
            new OpenAiFormat().read(envelope);
            for (int i = 0; i < envelope.pieceCount(); i++) {
                String text = new String(envelope.text(i), envelope.textOffset(i), envelope.textLength(i), UTF_8);
                texts.merge(envelope.pieceChannel(i), text, String::concat);
            }
        }
        assertThat(texts)
                .containsEntry(Channel.arguments(0), "[10,2]")
                .containsEntry(Channel.arguments(1), "{\"a\":[true]}");
    }

    private void repairJson() {
        pipeline.close();
        pipeline = TestPipeline.llm(stateDirectory.resolve("again"), "openai", TestPipeline.filter(new RepairJson()));
    }

    @Test
    void shouldKeepTheChoicesOfARecordApart() {
        pipeline.send(
                "k",
                chunkOf(
                        "c1",
                        choice(0, "{\"content\":\"<think>a\"}", null),
                        choice(1, "{\"content\":\"plain <think>\"}", null)));
        pipeline.send(
                "k",
                chunkOf(
                        "c1",
                        choice(1, "{\"content\":\" text\"}", null),
                        choice(0, "{\"content\":\"b</think>c\"}", null)));
        pipeline.send("k", finish("c1", 0));
        assertThat(pipeline.metrics().sessions()).isEqualTo(1);
        pipeline.send("k", finish("c1", 1));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        chunkOf(
                                "c1",
                                choice(0, "{\"content\":\"\"}", null),
                                choice(1, "{\"content\":\"plain <think>\"}", null)),
                        chunkOf(
                                "c1",
                                choice(1, "{\"content\":\" text\"}", null),
                                choice(0, "{\"content\":\"c\"}", null)),
                        finish("c1", 0),
                        finish("c1", 1));
        List<Sent> thinking = pipeline.thinking();
        assertThat(thinking).extracting(Sent::value).containsExactly("a", "b");
        assertThat(thinking).extracting(sent -> sent.header("weir-stream")).containsOnly("c1");
    }

    @Test
    void shouldKeepInterleavedResponsesOfOneKeyApart() {
        pipeline.send("k", content("c1", "<think>one"));
        pipeline.send("k", content("c2", "two"));
        pipeline.send("k", content("c1", "</think>a"));
        pipeline.send("k", content("c2", "<think>"));
        pipeline.send("k", finish("c1"));
        pipeline.send("k", content("c2", "b"));
        pipeline.send("k", finish("c2"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        content("c2", "two"),
                        content("c1", "a"),
                        content("c2", "<think>"),
                        finish("c1"),
                        content("c2", "b"),
                        finish("c2"));
    }

    @Test
    void shouldLetTheDoneOfAFinishedResponseEndNoOther() {
        pipeline.send("k", data(content("c1", "a")));
        pipeline.send("k", data(content("c2", "<think>b")));
        pipeline.send("k", data(finish("c1")));
        pipeline.send("k", Chunks.DONE);
        pipeline.send("k", data(content("c2", "secret</think>c")));
        pipeline.send("k", data(finish("c2")));
        pipeline.send("k", Chunks.DONE);
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        data(content("c1", "a")),
                        data(finish("c1")),
                        Chunks.DONE,
                        data(content("c2", "c")),
                        data(finish("c2")),
                        Chunks.DONE);
    }

    @Test
    void shouldBeginAnewUnderTheKeyAndIdOfAStreamThatEnded() {
        for (int round = 0; round < 2; round++) {
            pipeline.send("k", content("c1", "answer <think>"));
            pipeline.send("k", finish("c1"));
            pipeline.send("k", content("c1", "<think>hm</think>b"));
            pipeline.send("k", finish("c1"));
            assertThat(pipeline.cleanValues())
                    .containsExactly(content("c1", "answer <think>"), finish("c1"), content("c1", "b"), finish("c1"));
        }
    }

    @Test
    void shouldReadStreamsWithoutAKeyByTheirResponse() {
        pipeline.send(null, content("c1", "<thi"));
        pipeline.send(null, content("c2", "x"));
        pipeline.send(null, content("c1", "nk>a</think>b"));
        pipeline.send(null, finish("c1"));
        pipeline.send(null, finish("c2"));
        assertThat(pipeline.cleanValues())
                .containsExactly(content("c2", "x"), content("c1", "b"), finish("c1"), finish("c2"));
    }

    @Test
    void shouldKeepCharactersWholeThatAChunkBreaks() {
        restart("openers=anywhere");
        // The first half of a surrogate pair ends one chunk and the other half begins the next, as servers send them.
        pipeline.send("k", content("c1", "a\\ud83d"));
        pipeline.send("k", content("c1", "\\ude00b"));
        pipeline.send("k", content("c1", "\u25c1th"));
        pipeline.send("k", finish("c1"));
        assertThat(pipeline.cleanValues())
                .containsExactly(
                        content("c1", "a\\ud83d"),
                        content("c1", "\\ude00b"),
                        chunk("c1", 0, "{\"content\":\"\u25c1th\"}", "stop"));
    }

    private void restart(String... options) {
        pipeline.close();
        pipeline = TestPipeline.llm(
                stateDirectory.resolve("again"), "openai", TestPipeline.filter(new StripThinking(), options));
    }
}

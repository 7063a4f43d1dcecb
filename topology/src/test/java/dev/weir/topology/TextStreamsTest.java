package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.config.FilterConfig;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextStreamsTest {

    private static final Map<String, String> END = Map.of("weir-end", "true");
    private static final FilterConfig STRIP = TestPipeline.filter(new StripThinking());

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = TestPipeline.llm(stateDirectory, "text", STRIP);
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
    void shouldTakeTheRecordsOfAKeyForOneStream() {
        pipeline.send("a", "<thi");
        pipeline.send("b", "<think>other");
        pipeline.send("a", "nk>hm</think>one");
        pipeline.send("b", "</think>two");
        assertThat(pipeline.clean())
                .extracting(Sent::key, Sent::value)
                .containsExactly(tuple("a", "one"), tuple("b", "two"));
        assertThat(pipeline.thinking())
                .extracting(Sent::key, Sent::value)
                .containsExactly(tuple("b", "other"), tuple("a", "hm"));
    }

    @Test
    void shouldTakeARecordWithoutAKeyForADocumentOfItsOwn() {
        pipeline.send(null, "<think>a");
        pipeline.send(null, "b</think>");
        pipeline.send(null, "<thi");
        assertThat(pipeline.cleanValues()).containsExactly("b</think>", "<thi");
        assertThat(pipeline.thinkingValues()).containsExactly("a");
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldEndAStreamAtTheEndHeader() {
        pipeline.send("k", "<th");
        pipeline.send("k", "in", END);
        assertThat(pipeline.metrics().sessions()).isZero();
        pipeline.send("k", "<think>hm</think>next");
        assertThat(pipeline.cleanValues()).containsExactly("<thin", "next");
    }

    @Test
    void shouldReleaseWhatIsHeldBackInAnEndRecordWithoutText() {
        pipeline.send("k", "<th");
        pipeline.send("k", "", END);
        List<Sent> clean = pipeline.clean();
        assertThat(clean).extracting(Sent::value).containsExactly("<th");
        assertThat(clean.get(0).header("weir-end")).isEqualTo("true");
    }

    @Test
    void shouldPassAnEndRecordWithoutTextOn() {
        pipeline.send("k", "a");
        pipeline.send("k", "", END);
        assertThat(pipeline.cleanValues()).containsExactly("a", "");
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldNotEndAStreamForAnotherValueOfTheEndHeader() {
        pipeline.send("k", "<th", Map.of("weir-end", "false"));
        assertThat(pipeline.metrics().sessions()).isEqualTo(1);
        pipeline.send("k", "", END);
    }

    @Test
    void shouldPassATombstoneWithoutEndingTheStream() {
        pipeline.send("k", "<thi");
        pipeline.send("k", (String) null, END);
        pipeline.send("k", "nk>a</think>b");
        assertThat(pipeline.clean()).extracting(Sent::value).containsExactly(null, "b");
        assertThat(pipeline.metrics().count("chain/tombstone")).isEqualTo(1);
    }

    @Test
    void shouldKeepHeadersAndTimestamps() {
        pipeline.setEventTime(TestPipeline.START_MS + 7);
        pipeline.send("k", "<think>hm</think>a", Map.of("traceparent", "00-1"));
        Sent clean = pipeline.clean().get(0);
        assertThat(clean.headers()).containsEntry("traceparent", "00-1").containsEntry("weir-flags", "thinking");
        assertThat(clean.timestampMs()).isEqualTo(TestPipeline.START_MS + 7);
        Sent thinking = pipeline.thinking().get(0);
        assertThat(thinking.headers())
                .containsEntry("traceparent", "00-1")
                .containsEntry("weir-stream", "k")
                .containsEntry("weir-sequence", "0");
        assertThat(thinking.timestampMs()).isEqualTo(TestPipeline.START_MS + 7);
    }

    @Test
    void shouldNumberTheThinkingOfAStream() {
        pipeline.send("k", "<think>a");
        pipeline.send("k", "b");
        pipeline.send("k", "c</think>");
        assertThat(pipeline.thinking())
                .extracting(Sent::value, sent -> sent.header("weir-sequence"))
                .containsExactly(tuple("a", "0"), tuple("b", "1"), tuple("c", "2"));
    }

    @Test
    void shouldAddNoHeaderWhereNothingWasDone() {
        pipeline.send("k", "plain");
        assertThat(pipeline.clean().get(0).headers()).isEmpty();
    }

    @Test
    void shouldNameEveryFilterThatFlaggedARecord() {
        pipeline.close();
        pipeline = TestPipeline.llm(
                stateDirectory.resolve("again"), "text", STRIP, TestPipeline.filter(new DetectLoops()));
        pipeline.send("k", "<think>hm</think>" + "again and again ".repeat(60), END);
        assertThat(pipeline.clean().get(0).header("weir-flags")).isEqualTo("thinking,loop");
    }

    @Test
    void shouldCarryBytesThatAreNoText() {
        byte[] odd = {(byte) 0xC3, 0x28, (byte) 0xFF, 0, (byte) 0xE2};
        pipeline.send("k", odd, Map.of());
        pipeline.send("k", new byte[] {(byte) 0x82}, Map.of());
        pipeline.send("k", new byte[] {(byte) 0xAC}, END);
        List<byte[]> clean = pipeline.cleanBytes();
        assertThat(clean).hasSize(3);
        assertThat(clean.get(0)).isEqualTo(odd);
    }

    @Test
    void shouldGiveTheSameTextByteByByte() {
        String text = "  <think>grübeln ◁ </think> Grüße <think> bleibt";
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            pipeline.send("k", new byte[] {b}, Map.of());
        }
        pipeline.send("k", "", END);
        assertThat(joined(pipeline.cleanBytes())).isEqualTo("   Grüße <think> bleibt");
    }

    private static String joined(List<byte[]> parts) {
        List<Byte> all = new ArrayList<>();
        for (byte[] part : parts) {
            for (byte b : part) {
                all.add(b);
            }
        }
        byte[] bytes = new byte[all.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = all.get(i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void shouldLeaveThinkingWhereItIsWithoutTheFilter() {
        pipeline.close();
        pipeline = TestPipeline.llm(stateDirectory.resolve("again"), "auto", TestPipeline.filter(new DetectLoops()));
        String chunk = Chunks.reasoning("c1", "hm");
        pipeline.send("k", "<think>a</think>");
        pipeline.send("k", chunk);
        assertThat(pipeline.cleanValues()).containsExactly("<think>a</think>", chunk);
        assertThat(pipeline.thinking()).isEmpty();
    }

    @Test
    void shouldPassEverythingWithoutAFilter() {
        pipeline.close();
        pipeline = TestPipeline.llm(stateDirectory.resolve("again"), "auto");
        pipeline.send("k", "<think>a</think>");
        pipeline.send("k", Chunks.content("c1", "b"));
        pipeline.send("k", Chunks.DONE);
        assertThat(pipeline.cleanValues()).containsExactly("<think>a</think>", Chunks.content("c1", "b"), Chunks.DONE);
    }
}

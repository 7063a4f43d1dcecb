package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.finish;
import static dev.weir.topology.TestPipeline.IDLE_TIMEOUT_MS;
import static dev.weir.topology.TestPipeline.START_MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleStreamsTest {

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = TestPipeline.llm(stateDirectory, "auto", TestPipeline.filter(new StripThinking()));
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldReleaseWhatIsHeldBackOnceTheStreamIsIdle() {
        pipeline.send("k", "<thi", Map.of("traceparent", "00-1"));
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS - 1_000);
        assertThat(pipeline.clean()).isEmpty();
        pipeline.advanceWallClock(1_000);
        assertThat(pipeline.clean()).singleElement().satisfies(sent -> {
            assertThat(sent.key()).isEqualTo("k");
            assertThat(sent.value()).isEqualTo("<thi");
            assertThat(sent.timestampMs()).isEqualTo(START_MS);
        });
        assertThat(pipeline.metrics().sessions()).isZero();
        assertThat(pipeline.metrics().heldBackBytes()).isZero();
    }

    @Test
    void shouldReleaseInTheEnvelopeOfTheStreamsLastChunk() {
        pipeline.send("k", Chunks.chunk("c1", 0, "{\"role\":\"assistant\",\"content\":\"\"}", null));
        pipeline.send("k", content("c1", "<think>\\n"));
        pipeline.send("k", content("c1", "</think>\\n<th"));
        pipeline.clean();
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS);
        assertThat(pipeline.cleanValues()).containsExactly(content("c1", "<th"));
    }

    @Test
    void shouldSendNothingForAnIdleStreamThatOwesNothing() {
        pipeline.send("k", "all said");
        pipeline.clean();
        pipeline.advanceWallClock(2 * IDLE_TIMEOUT_MS);
        assertThat(pipeline.clean()).isEmpty();
        assertThat(pipeline.metrics().sessions()).isZero();
    }

    @Test
    void shouldCountFromTheLastRecordOfTheStream() {
        pipeline.send("k", "<t");
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS - 1_000);
        pipeline.send("k", "h");
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS - 1_000);
        assertThat(pipeline.clean()).isEmpty();
        pipeline.advanceWallClock(1_000);
        assertThat(pipeline.cleanValues()).containsExactly("<th");
    }

    @Test
    void shouldEndAnIdleStreamWhileOthersGoOn() {
        pipeline.send("idle", "<t");
        for (int i = 1; i <= 40; i++) {
            pipeline.advanceWallClock(1_000);
            pipeline.setEventTime(START_MS + i * 1_000L);
            pipeline.send("busy", "x");
        }
        assertThat(pipeline.clean())
                .filteredOn(sent -> "idle".equals(sent.key()))
                .hasSize(1);
        assertThat(pipeline.metrics().sessions()).isEqualTo(1);
    }

    @Test
    void shouldNotEndStreamsWhileTheTaskCatchesUpWithOldRecords() {
        pipeline.setEventTime(START_MS - 3_600_000);
        pipeline.send("k", "<thi");
        for (int i = 0; i < 100; i++) {
            pipeline.advanceWallClock(1_000);
            pipeline.send("other", "x");
        }
        pipeline.send("k", "nk>hm</think>a");
        assertThat(pipeline.clean())
                .filteredOn(sent -> "k".equals(sent.key()))
                .extracting(Sent::value)
                .containsExactly("a");
    }

    @Test
    void shouldEndStreamsOnceEventTimeHasPassedThem() {
        pipeline.setEventTime(START_MS - 3_600_000);
        pipeline.send("k", "<thi");
        pipeline.setEventTime(START_MS - 3_600_000 + IDLE_TIMEOUT_MS);
        for (int i = 0; i < 40; i++) {
            pipeline.advanceWallClock(1_000);
            pipeline.send("other", "x");
        }
        assertThat(pipeline.clean())
                .filteredOn(sent -> "k".equals(sent.key()))
                .extracting(Sent::value)
                .containsExactly("<thi");
    }

    @Test
    void shouldBeginAnewAfterTheTimeout() {
        pipeline.send("k", "answer");
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS);
        pipeline.send("k", "<think>hm</think>next");
        assertThat(pipeline.cleanValues()).containsExactly("answer", "next");
    }

    @Test
    void shouldEndEveryChoiceOfAnIdleResponse() {
        pipeline.send("k", content("c1", 0, "<t"));
        pipeline.send("k", content("c1", 1, "<th"));
        pipeline.advanceWallClock(IDLE_TIMEOUT_MS);
        assertThat(pipeline.cleanValues()).containsExactly(content("c1", 0, "<t"), content("c1", 1, "<th"));
        pipeline.send("k", finish("c1", 0));
        assertThat(pipeline.cleanValues()).containsExactly(finish("c1", 0));
        assertThat(pipeline.metrics().sessions()).isZero();
    }
}

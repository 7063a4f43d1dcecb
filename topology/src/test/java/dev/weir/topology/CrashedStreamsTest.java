package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static dev.weir.topology.Chunks.data;
import static dev.weir.topology.Chunks.finish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pipeline does that starts on the state which another one left behind. */
class CrashedStreamsTest {

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

    private static PipelineConfig config(Guarantee guarantee) {
        return TestPipeline.config(PipelineKind.LLM, "auto", guarantee, TestPipeline.filter(new StripThinking()));
    }

    @Test
    void shouldGoOnInTheMiddleOfAMarker() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("k", "<think>h");
            before.send("k", "m</thi");
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                assertThat(after.metrics().sessions()).isEqualTo(1);
                assertThat(after.metrics().heldBackBytes()).isEqualTo(5);
                after.send("other", "x");
                after.send("other", "x");
                after.send("k", "nk>a");
                assertThat(after.clean())
                        .filteredOn(sent -> "k".equals(sent.key()))
                        .extracting(Sent::value)
                        .containsExactly("a");
                after.send("k", "", Map.of("weir-end", "true"));
                after.send("other", "", Map.of("weir-end", "true"));
                assertThat(after.metrics().sessions()).isZero();
                assertThat(after.metrics().heldBackBytes()).isZero();
            }
        }
    }

    @Test
    void shouldNotRunRecordsThroughTwiceThatTheStateHas() {
        List<String> values = List.of("<think>", "hm</th", "ink>a", "b");
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            values.forEach(value -> before.send("k", value));
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                values.forEach(value -> after.send("k", value));
                assertThat(after.clean()).isEmpty();
                assertThat(after.thinking()).isEmpty();
                assertThat(after.metrics().count("chain/replayed")).isEqualTo(4);
                after.send("k", "<think>");
                assertThat(after.cleanValues()).containsExactly("<think>");
            }
        }
    }

    @Test
    void shouldNotBeginAStreamAnewWhoseEndIsReplayed() {
        List<String> values = List.of(content("c1", "a"), content("c1", "b"), finish("c1"));
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            values.forEach(value -> before.send("k", value));
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                values.forEach(value -> after.send("k", value));
                assertThat(after.clean()).isEmpty();
                assertThat(after.metrics().sessions()).isZero();
                after.send("k", content("c1", "<think>hm</think>c"));
                assertThat(after.cleanValues()).containsExactly(content("c1", "c"));
            }
        }
    }

    @Test
    void shouldEndNoStreamAtAReplayedDoneThatWentBeforeIt() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("k", Chunks.DONE);
            before.send("k", data(content("c2", "<think>h")));
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("k", Chunks.DONE);
                assertThat(after.metrics().sessions()).isEqualTo(1);
                after.send("k", data(content("c2", "<think>h")));
                after.send("k", data(content("c2", "m</think>a")));
                assertThat(after.cleanValues()).containsExactly(Chunks.DONE, data(content("c2", "a")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldLeaveNothingBehindOfStreamsThatEnded(Guarantee guarantee) {
        try (TestPipeline pipeline = TestPipeline.start(config(guarantee), stateDirectory)) {
            pipeline.send("k", content("c1", "<think>h"));
            pipeline.send("k", content("c1", "m</think>a"));
            assertThat(pipeline.storedKeys("sessions")).isEqualTo(1);
            pipeline.send("k", finish("c1"));
            pipeline.send("k", finish("c2"));
            assertThat(pipeline.storedKeys("sessions")).isZero();
            assertThat(pipeline.cleanValues()).containsExactly(content("c1", "a"), finish("c1"), finish("c2"));
        }
    }

    @Test
    void shouldReleaseWhatAnEarlierProcessHeldBack() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("k", content("c1", "<thi"));
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS);
                assertThat(after.cleanValues()).containsExactly(content("c1", "<thi"));
                assertThat(after.metrics().sessions()).isZero();
            }
        }
    }

    @Test
    void shouldKeepAFailedStreamFailed() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LLM, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new FailsOnWord()));
        try (TestPipeline before = TestPipeline.start(config, stateDirectory)) {
            before.send("k", "boom");
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("other", "x");
                after.send("k", "rest");
                assertThat(after.dead()).extracting(Sent::value).containsExactly("rest");
            }
        }
    }

    @Test
    void shouldKeepTheStateOfTheFiltersThatAChangedConfigurationStillHas() {
        PipelineConfig more = TestPipeline.config(
                PipelineKind.LLM,
                "auto",
                Guarantee.AT_LEAST_ONCE,
                TestPipeline.filter(new DetectLoops()),
                TestPipeline.filter(new StripThinking()));
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("k", "<think>h");
            try (TestPipeline after = before.crash(otherStateDirectory, more)) {
                after.send("other", "x");
                after.send("k", "m</think>a");
                assertThat(after.thinkingValues()).containsExactly("m");
            }
        }
    }
}

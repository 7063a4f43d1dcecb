package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.dedup.Deduplicate;
import dev.weir.filter.PipelineKind;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeduplicatePipelineTest {

    private static final long WINDOW_MS = 60_000;
    private static final long LATE_MS = 10_000;

    private static final String LONG_LINE =
            "worker a could not reach the upstream service because its pool was full and gave up after a while";
    private static final PipelineConfig SIMILAR = config(Guarantee.AT_LEAST_ONCE, "similarity=0.9");

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

    private static PipelineConfig config(Guarantee guarantee, String... more) {
        String[] options = new String[more.length + 3];
        options[0] = "window=60s";
        options[1] = "late=10s";
        options[2] = "summary-interval=0ms";
        System.arraycopy(more, 0, options, 3, more.length);
        return TestPipeline.config(
                PipelineKind.LOG, "auto", guarantee, TestPipeline.filter(new Deduplicate(), options));
    }

    private static String summary(TestPipeline pipeline) {
        List<Sent> summaries = pipeline.duplicates();
        assertThat(summaries).hasSize(1);
        return String.valueOf(summaries.get(0).value());
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldPassTheFirstOfAKindAndSuppressItsRepeats(Guarantee guarantee) {
        try (TestPipeline pipeline = TestPipeline.start(config(guarantee), stateDirectory)) {
            pipeline.send("host", "disk 7 is full", Map.of("level", "error"));
            pipeline.send("host", "disk 8 is full");
            pipeline.send("other", "disk 9 is full");
            pipeline.send("host", "cpu is hot");
            List<Sent> clean = pipeline.clean();
            assertThat(clean).extracting(Sent::value).containsExactly("disk 7 is full", "disk 9 is full", "cpu is hot");
            assertThat(clean.get(0).headers()).containsOnly(Map.entry("level", "error"));
            assertThat(pipeline.metrics().count("duplicates")).isEqualTo(1);
            assertThat(pipeline.metrics().count("deduplicate/first")).isEqualTo(3);
            assertThat(pipeline.metrics().count("deduplicate/suppressed")).isEqualTo(1);
        }
    }

    @Test
    void shouldSumTheRepeatsUpWhenStreamTimeEndsTheWindow() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            for (int i = 0; i < 5; i++) {
                pipeline.setEventTime(TestPipeline.START_MS + i);
                pipeline.send("host", "disk " + i + " is full");
            }
            assertThat(pipeline.duplicates()).isEmpty();
            pipeline.setEventTime(TestPipeline.START_MS + WINDOW_MS);
            pipeline.send("host", "something else");
            assertThat(summary(pipeline))
                    .contains("\"template\":\"disk <*> is full\"")
                    .contains("\"passed\":1,\"suppressed\":4,\"reason\":\"window-ended\"")
                    .contains("\"first\":" + TestPipeline.START_MS + ",\"last\":" + (TestPipeline.START_MS + 4))
                    .contains("\"sample\":\"disk 1 is full\"");
            pipeline.send("host", "disk 9 is full");
            assertThat(pipeline.cleanValues()).containsExactly("disk 0 is full", "something else", "disk 9 is full");
        }
    }

    @Test
    void shouldSumTheRepeatsUpByTheWallClockWhereNoRecordsCome() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            pipeline.send("host", "disk 7 is full");
            pipeline.send("host", "disk 8 is full");
            pipeline.advanceWallClock(WINDOW_MS - 1_000);
            assertThat(pipeline.duplicates()).isEmpty();
            pipeline.advanceWallClock(1_000);
            assertThat(summary(pipeline)).contains("\"suppressed\":1,\"reason\":\"idle\"");
            pipeline.advanceWallClock(10 * WINDOW_MS);
            assertThat(pipeline.duplicates()).isEmpty();
        }
    }

    @Test
    void shouldSendNoSummaryWhereNothingWasHeldBack() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            pipeline.send("host", "once");
            pipeline.advanceWallClock(2 * WINDOW_MS);
            assertThat(pipeline.duplicates()).isEmpty();
        }
    }

    @Test
    void shouldKeepItsWindowsOverACrash() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("host", "disk 1 is full");
            before.send("host", "disk 2 is full");
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("other", "x");
                after.send("other", "y");
                after.send("host", "disk 3 is full");
                assertThat(after.cleanValues()).containsExactly("x", "y");
                after.advanceWallClock(WINDOW_MS);
                assertThat(summary(after)).contains("\"passed\":1,\"suppressed\":2");
            }
        }
    }

    @Test
    void shouldPassReplayedFirstsAgainAndCountReplayedRepeatsOnce() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("host", "disk 1 is full");
            before.send("host", "disk 2 is full");
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("host", "disk 1 is full");
                after.send("host", "disk 2 is full");
                assertThat(after.cleanValues()).containsExactly("disk 1 is full");
                after.advanceWallClock(WINDOW_MS);
                assertThat(summary(after)).contains("\"passed\":1,\"suppressed\":1");
            }
        }
    }

    @Test
    void shouldForgetWindowsThatAreOver() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            for (int i = 0; i < 50; i++) {
                pipeline.send("host", "line " + (char) ('a' + i % 26) + (char) ('a' + i / 26));
            }
            assertThat(pipeline.storedKeys("windows")).isEqualTo(50);
            pipeline.setEventTime(TestPipeline.START_MS + WINDOW_MS + LATE_MS);
            for (int i = 0; i < 3; i++) {
                pipeline.send("host", "later");
            }
            assertThat(pipeline.storedKeys("windows")).isEqualTo(1);
        }
    }

    @Test
    void shouldPassLateRecordsAndTombstones() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            pipeline.send("host", "disk 1 is full");
            pipeline.setEventTime(TestPipeline.START_MS - LATE_MS - 1);
            pipeline.send("host", "disk 2 is full");
            pipeline.send("host", (String) null);
            pipeline.send("host", (String) null);
            assertThat(pipeline.clean())
                    .extracting(Sent::value)
                    .containsExactly("disk 1 is full", "disk 2 is full", null, null);
        }
    }

    @Test
    void shouldCompareTheTextThatFiltersBeforeItLeft() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LOG,
                "auto",
                Guarantee.AT_LEAST_ONCE,
                TestPipeline.filter(new StripThinking()),
                TestPipeline.filter(new Deduplicate()),
                TestPipeline.filter(new FailsOnWord()));
        try (TestPipeline pipeline = TestPipeline.start(config, stateDirectory)) {
            pipeline.send("host", "<think>hm</think>a");
            pipeline.send("host", "a");
            pipeline.send("host", "boom");
            pipeline.send("host", "boom");
            assertThat(pipeline.cleanValues()).containsExactly("a");
            assertThat(pipeline.dead()).extracting(Sent::value).containsExactly("boom");
        }
    }

    @Test
    void shouldCompareMessagesOfJsonAndPassTheirBytes() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            String first = "{\"ts\": 1.5, \"level\":\"error\", \"user\":\"a\", \"msg\":\"took 5 ms\", \"status\":500}";
            pipeline.send("host", first);
            pipeline.send(
                    "host",
                    "{\"ts\": 2.5, \"level\":\"error\", \"user\":\"b\", \"msg\":\"took 7 ms\", \"status\":500}");
            pipeline.send("host", "{\"level\":\"warn\",\"msg\":\"took 7 ms\",\"status\":500}");
            pipeline.send("host", "{\"level\":\"error\",\"msg\":\"took 7 ms\",\"status\":503}");
            pipeline.send("host", "{\"level\":\"error\",\"msg\":\"took");
            pipeline.send("host", "took 9 ms");
            assertThat(pipeline.cleanValues())
                    .containsExactly(
                            first,
                            "{\"level\":\"warn\",\"msg\":\"took 7 ms\",\"status\":500}",
                            "{\"level\":\"error\",\"msg\":\"took 7 ms\",\"status\":503}",
                            "{\"level\":\"error\",\"msg\":\"took",
                            "took 9 ms");
            pipeline.advanceWallClock(WINDOW_MS);
            assertThat(summary(pipeline)).contains("\"template\":\"took <*> ms\"", "\"sample\":\"took 7 ms\"");
        }
    }

    @Test
    void shouldCompareWholeLinesWhereTheInputIsText() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LOG, "text", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new Deduplicate()));
        try (TestPipeline pipeline = TestPipeline.start(config, stateDirectory)) {
            pipeline.send("host", "{\"user\":\"a\",\"msg\":\"x\"}");
            pipeline.send("host", "{\"user\":\"b\",\"msg\":\"x\"}");
            assertThat(pipeline.clean()).hasSize(2);
        }
    }

    @Test
    void shouldHoldFieldsApartThatAreAskedFor() {
        try (TestPipeline pipeline =
                TestPipeline.start(config(Guarantee.AT_LEAST_ONCE, "fields=severity, user"), stateDirectory)) {
            pipeline.send("host", "{\"user\":\"a\",\"msg\":\"x\"}");
            pipeline.send("host", "{\"user\":\"b\",\"msg\":\"x\"}");
            pipeline.send("host", "{\"user\":\"b\",\"msg\":\"x\"}");
            assertThat(pipeline.clean()).hasSize(2);
        }
    }

    @Test
    void shouldTakeLinesThatAreNearlyEqualForOneIfAsked() {
        try (TestPipeline pipeline = TestPipeline.start(SIMILAR, stateDirectory)) {
            pipeline.send("host", LONG_LINE);
            pipeline.send("host", LONG_LINE.replace("upstream", "downstream"));
            pipeline.send("host", "ERROR " + LONG_LINE);
            pipeline.send("other", LONG_LINE);
            assertThat(pipeline.cleanValues()).containsExactly(LONG_LINE, "ERROR " + LONG_LINE, LONG_LINE);
            pipeline.advanceWallClock(WINDOW_MS);
            assertThat(summary(pipeline)).contains("\"suppressed\":1", "downstream");
        }
    }

    @Test
    void shouldTakeLinesThatAreNearlyEqualForOneOverACrash() {
        try (TestPipeline before = TestPipeline.start(SIMILAR, stateDirectory)) {
            before.send("host", LONG_LINE);
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("host", "x");
                after.send("host", LONG_LINE.replace("upstream", "downstream"));
                assertThat(after.cleanValues()).containsExactly("x");
            }
        }
    }

    @Test
    void shouldForgetWhatIsNearlyEqualWhereThatIsNoLongerAskedFor() {
        try (TestPipeline before = TestPipeline.start(SIMILAR, stateDirectory)) {
            before.send("host", LONG_LINE);
            assertThat(before.storedKeys("windows"))
                    .as("a window, and a line that stands for others")
                    .isEqualTo(2);
            try (TestPipeline after = before.crash(otherStateDirectory, config(Guarantee.AT_LEAST_ONCE))) {
                after.send("host", LONG_LINE.replace("upstream", "downstream"));
                after.send("host", LONG_LINE);
                assertThat(after.clean()).hasSize(1);
                assertThat(after.storedKeys("windows")).isEqualTo(2);
            }
        }
    }
}

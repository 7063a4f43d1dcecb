package dev.weir.topology;

import static dev.weir.topology.Chunks.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.json.RepairJson;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that nobody hears of for some seconds leave memory, and nobody notices. */
class SleepingStreamsTest {

    private static final long SLEEP_MS = 6_000;
    private static final int ROUNDS = 12;
    private static final int RECORDS = 60;
    private static final int STREAMS = 4;

    private static final String LOOP = "I will check that again. ";
    private static final String[] FRAGMENTS = {
        "<think>",
        "</think>",
        "<thi",
        "nk>",
        "</",
        "{\"a\": ",
        "'b': True, ",
        "[1 2, ",
        "}",
        "```json\n",
        "\n```",
        "say \"hi\" ",
        LOOP,
        LOOP,
        LOOP,
        LOOP,
        "Grüße ",
        "nul",
        "// note\n",
        "{}"
    };

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

    private static PipelineConfig config(Guarantee guarantee) {
        return TestPipeline.config(
                PipelineKind.LLM,
                "auto",
                guarantee,
                TestPipeline.filter(new StripThinking(), "openers=anywhere"),
                TestPipeline.filter(new DetectLoops()),
                TestPipeline.filter(new RepairJson()));
    }

    private record Step(String key, String value, Map<String, String> headers, boolean sleepsBefore) {}

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldSendTheSameAsIfTheyHadNeverSlept(Guarantee guarantee) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            List<Step> steps = steps(new Random(seed));
            Path folder = stateDirectory.resolve("seed" + seed);
            List<List<Sent>> expected = run(steps, TestPipeline.start(config(guarantee), folder.resolve("a")), false);
            List<List<Sent>> slept = run(steps, TestPipeline.start(config(guarantee), folder.resolve("b")), true);
            assertThat(slept).as("seed %d, %s", seed, steps).isEqualTo(expected);
            assertThat(expected.get(0)).isNotEmpty();
        }
    }

    private static List<List<Sent>> run(List<Step> steps, TestPipeline started, boolean sleeping) {
        try (TestPipeline pipeline = started) {
            for (Step step : steps) {
                if (sleeping && step.sleepsBefore) {
                    pipeline.advanceWallClock(SLEEP_MS);
                }
                pipeline.send(step.key, step.value, step.headers);
            }
            if (sleeping) {
                pipeline.advanceWallClock(SLEEP_MS);
            }
            pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS + 1_000);
            assertThat(pipeline.metrics().sessions()).isZero();
            assertThat(pipeline.metrics().heldBackBytes()).isZero();
            return List.of(pipeline.clean(), pipeline.thinking(), pipeline.alerts(), pipeline.dead());
        }
    }

    /** Chunks of some streams in turn: text, chat completions with calls, and messages of blocks. */
    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        int[] said = new int[STREAMS];
        for (int i = 0; i < RECORDS; i++) {
            int stream = random.nextInt(STREAMS);
            steps.add(step(random, stream, said[stream]++));
        }
        return steps;
    }

    private static Step step(Random random, int stream, int said) {
        String text = fragments(random);
        boolean sleeps = random.nextInt(3) == 0;
        String key = "k" + stream;
        return switch (stream) {
            case 0 -> new Step(key, text, random.nextInt(12) == 0 ? Map.of("weir-end", "true") : Map.of(), sleeps);
            case 1 -> {
                String id = "c" + said / 12;
                boolean ends = said % 12 == 11 && random.nextBoolean();
                String value = random.nextBoolean()
                        ? content(id, json(text))
                        : Chunks.arguments(id, random.nextInt(2), json(text));
                yield new Step(key, ends ? Chunks.finish(id) : value, Map.of(), sleeps);
            }
            case 2 -> new Step(key, message(said, json(text)), Map.of(), sleeps);
            default -> new Step(key, content("d", json(text)), Map.of(), sleeps);
        };
    }

    /** The next event of a message: a block of thinking, then one of text, then a call that stays open. */
    private static String message(int said, String text) {
        if (said < 5) {
            return List.of(
                            AnthropicEvents.START,
                            AnthropicEvents.thinkingBlock(0),
                            AnthropicEvents.thinking(0, "hm"),
                            AnthropicEvents.stop(0),
                            AnthropicEvents.textBlock(1))
                    .get(said);
        }
        if (said < 9) {
            return AnthropicEvents.text(1, text);
        }
        return said == 9
                ? AnthropicEvents.stop(1)
                : said == 10 ? AnthropicEvents.toolBlock(2) : AnthropicEvents.json(2, text);
    }

    private static String fragments(Random random) {
        StringBuilder text = new StringBuilder();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return text.toString();
    }

    /** Text as it stands inside a string of JSON. */
    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @ParameterizedTest
    @EnumSource(Guarantee.class)
    void shouldSayWhatItLostOfAStreamWhoseStoredStateIsDamaged(Guarantee guarantee) {
        try (TestPipeline pipeline = TestPipeline.start(config(guarantee), stateDirectory)) {
            pipeline.send("k", content("c", "a<thi"));
            pipeline.send("gone", content("g", "a<thi"));
            pipeline.advanceWallClock(SLEEP_MS);
            assertThat(pipeline.metrics().heldBackBytes()).isEqualTo(8);
            pipeline.cutStored("sessions", 12);
            pipeline.cleanValues();

            pipeline.send("k", content("c", "nk>b<th"));
            assertThat(pipeline.cleanValues()).containsExactly(content("c", "nk>b"));
            assertThat(pipeline.metrics().sessions()).isEqualTo(2);
            assertThat(pipeline.metrics().heldBackBytes()).isEqualTo(7);
            pipeline.send("k", content("c", "ink>hm</think>c"));
            assertThat(pipeline.cleanValues()).containsExactly(content("c", "c"));

            pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS + 1_000);
            assertThat(pipeline.clean()).isEmpty();
            assertThat(pipeline.metrics().sessions()).isZero();
            assertThat(pipeline.metrics().heldBackBytes()).isZero();
            assertThat(pipeline.storedKeys("sessions")).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldTakeThinkingOutOfAMessageWhoseStoredStateIsDamaged() {
        try (TestPipeline pipeline = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            pipeline.send("k", AnthropicEvents.START);
            pipeline.send("k", AnthropicEvents.textBlock(0));
            pipeline.advanceWallClock(SLEEP_MS);
            pipeline.cutStored("sessions", 7);
            pipeline.cleanValues();
            pipeline.send("k", AnthropicEvents.stop(0));
            pipeline.send("k", AnthropicEvents.thinkingBlock(1));
            pipeline.send("k", AnthropicEvents.thinking(1, "hm"));
            pipeline.send("k", AnthropicEvents.stop(1));
            pipeline.send("k", AnthropicEvents.STOP);
            assertThat(pipeline.cleanValues()).containsExactly(AnthropicEvents.stop(0), AnthropicEvents.STOP);
        }
    }

    @Test
    void shouldRunNoRecordThroughTwiceThatASleepingStateHas() {
        try (TestPipeline before = TestPipeline.start(config(Guarantee.AT_LEAST_ONCE), stateDirectory)) {
            before.send("k", "<think>h");
            before.send("k", "m</think>a<th");
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                assertThat(after.metrics().heldBackBytes()).isEqualTo(3);
                // What is stored may be no good: an offset is all that this takes.
                after.cutStored("sessions", 12);
                after.send("k", "<think>h");
                after.send("k", "m</think>a<th");
                assertThat(after.clean()).isEmpty();
                assertThat(after.metrics().count("chain/replayed")).isEqualTo(2);
                after.send("k", "b");
                assertThat(after.cleanValues()).containsExactly("b");
            }
        }
    }

    @Test
    void shouldKeepAFailedStreamFailedThatSlept() {
        PipelineConfig config = TestPipeline.config(
                PipelineKind.LLM, "auto", Guarantee.AT_LEAST_ONCE, TestPipeline.filter(new FailsOnWord()));
        try (TestPipeline pipeline = TestPipeline.start(config, stateDirectory)) {
            pipeline.send("k", "boom");
            pipeline.advanceWallClock(SLEEP_MS);
            pipeline.send("k", "rest");
            assertThat(pipeline.dead()).extracting(Sent::value).containsExactly("boom", "rest");
            pipeline.advanceWallClock(TestPipeline.IDLE_TIMEOUT_MS + 1_000);
            assertThat(pipeline.metrics().sessions()).isZero();
        }
    }
}

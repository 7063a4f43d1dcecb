package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.config.OutputName;
import dev.weir.config.PipelineConfig;
import dev.weir.config.TestConfig;
import dev.weir.config.TestStep;
import dev.weir.expect.ActualRecord;
import dev.weir.expect.Comparison;
import dev.weir.expect.Mismatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs one test of a configuration through the very topology of its pipeline, without a broker. The clock begins at {@link
 * #START} and stands still between records, so that every run gives the same.
 */
final class TestRun {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final long STEP_MS = 1_000;
    private static final long MAX_STEPS = 10_000;

    private final Map<String, List<ActualRecord>> recordsByTopic = new HashMap<>();
    private long nowMs = START.toEpochMilli();

    private TestRun() {}

    /**
     * What came of a test.
     *
     * @param mismatches by output, in the order of the outputs; empty if the test passed
     * @param ms how long it took
     */
    record Result(TestConfig test, Map<OutputName, List<Mismatch>> mismatches, long ms) {

        boolean passed() {
            return mismatches.isEmpty();
        }
    }

    static Result of(TestConfig test, PipelineConfig pipeline) throws IOException {
        long start = System.nanoTime();
        TestRun run = new TestRun();
        run.send(test, pipeline);
        Map<OutputName, List<Mismatch>> mismatches = new EnumMap<>(OutputName.class);
        test.expected().forEach((output, expected) -> {
            String topic = output.topic(pipeline.outputs());
            List<ActualRecord> came = run.recordsByTopic.getOrDefault(topic == null ? "" : topic, List.of());
            List<Mismatch> found = Comparison.of(expected, came);
            if (!found.isEmpty()) {
                mismatches.put(output, found);
            }
        });
        return new Result(test, mismatches, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void send(TestConfig test, PipelineConfig pipeline) throws IOException {
        try (PipeDriver driver = new PipeDriver(pipeline, START)) {
            for (TestStep step : test.steps()) {
                if (step instanceof TestStep.Send record) {
                    driver.accept(record(record), this::keep);
                } else if (step instanceof TestStep.Advance advance) {
                    advance(advance.ms(), driver);
                }
            }
            driver.finish(this::keep);
        }
    }

    /** In small steps, for what is due meanwhile is due once in each step. */
    private void advance(long ms, PipeDriver driver) throws IOException {
        long step = Math.max(STEP_MS, ms / MAX_STEPS);
        for (long left = ms; left > 0; left -= step) {
            driver.advance(Duration.ofMillis(Math.min(step, left)), this::keep);
        }
        nowMs += ms;
    }

    private PipeRecord record(TestStep.Send sent) {
        Headers headers = new RecordHeaders();
        sent.headers().forEach((name, text) -> headers.add(name, bytes(text)));
        Long timestampMs = sent.timestampMs();
        return new PipeRecord(
                sent.topic(),
                bytes(sent.key()),
                bytes(sent.value()),
                headers,
                timestampMs == null ? nowMs : timestampMs);
    }

    private void keep(String topic, TestRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        recordsByTopic
                .computeIfAbsent(topic, name -> new ArrayList<>())
                .add(new ActualRecord(text(record.value()), text(record.key()), headers));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}

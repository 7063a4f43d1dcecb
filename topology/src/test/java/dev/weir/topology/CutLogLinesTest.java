package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.config.Guarantee;
import dev.weir.config.InputConfig;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.config.StoreChoice;
import dev.weir.filter.PipelineKind;
import dev.weir.json.RepairJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log lines that were cut off on their way, at the 16 KiB of a container runtime say: JSON is closed, the rest passes. */
class CutLogLinesTest {

    private static final int RUNTIME_LIMIT_BYTES = 16 << 10;

    private static final String EVENT =
            "{\"@timestamp\":\"2024-05-01T12:00:00.123Z\",\"level\":\"ERROR\",\"thread\":-1,"
                    + "\"ratio\":-2.50e-3,\"ok\":false,\"user\":null,\"message\":\"caf\\u00e9 \\ud83d\\ude00 – Größe: 12\\t\\\"x\\\"\","
                    + "\"labels\":{\"app\":\"shop\",\"a,b\":\"{c: [d]}\",\"none\":{}, \"list\":[]},"
                    + "\"error\":{\"type\":\"java.lang.IllegalStateException\",\"stack\":[\"at a.B.c(B.java:12)\","
                    + " \"at d.E$1.f(E.java:7)\\n\\tsuppressed: 😀\"],\"cause\":{\"type\":\"x\",\"stack\":[]}},\"sampled\":true}";

    @TempDir
    private Path stateDirectory;

    @SuppressWarnings("NullAway.Init")
    private TestPipeline pipeline;

    @BeforeEach
    void start() {
        start("scope=auto");
    }

    private void start(String option) {
        pipeline = TestPipeline.start(
                new PipelineConfig(
                        "test",
                        PipelineKind.LOG,
                        Guarantee.AT_LEAST_ONCE,
                        new InputConfig(List.of("raw"), "auto", TestPipeline.IDLE_TIMEOUT_MS, 1 << 20),
                        List.of(TestPipeline.filter(new RepairJson(), option)),
                        new OutputsConfig("clean", "thinking", "alerts", "duplicates", "dead"),
                        1,
                        StoreChoice.AUTO,
                        Map.of()),
                stateDirectory.resolve(option));
    }

    @AfterEach
    void stop() {
        assertThat(pipeline.dead()).isEmpty();
        pipeline.close();
    }

    private String clean(byte[] line) {
        pipeline.send("host", line, Map.of());
        List<byte[]> values = pipeline.cleanBytes();
        assertThat(values).hasSize(1);
        return new String(values.get(0), UTF_8);
    }

    @Test
    void shouldCloseAnEventThatIsCutAtAnyByte() {
        JsonNode whole = CallDialect.tree(EVENT);
        byte[] bytes = EVENT.getBytes(UTF_8);
        // Of fewer bytes than that one cannot tell that they begin JSON.
        for (int length = 4; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            String closed = clean(cut);
            String where = new String(cut, UTF_8) + " became " + closed;
            assertThat(isBeginning(CallDialect.tree(closed), whole)).as(where).isTrue();
        }
        assertThat(clean(bytes)).isEqualTo(EVENT);
    }

    @Test
    void shouldCloseEventsThatARuntimeCutAtItsLimit() {
        for (long seed = 0; seed < 40; seed++) {
            String line = longEvent(new Random(seed));
            byte[] bytes = line.getBytes(UTF_8);
            assertThat(bytes.length).isGreaterThan(RUNTIME_LIMIT_BYTES);
            String closed = clean(Arrays.copyOf(bytes, RUNTIME_LIMIT_BYTES));
            assertThat(closed.length()).isGreaterThan(RUNTIME_LIMIT_BYTES / 2);
            assertThat(isBeginning(CallDialect.tree(closed), CallDialect.tree(line)))
                    .as("seed " + seed)
                    .isTrue();
            assertThat(clean(bytes)).as("whole, seed " + seed).isEqualTo(line);
        }
    }

    /** An event with stack traces nested in causes, as loggers write them, longer than the limit. */
    private static String longEvent(Random random) {
        StringBuilder line =
                new StringBuilder("{\"ts\":17000000" + random.nextInt(100) + ",\"msg\":\"Grüße\",\"error\":");
        int causes = 0;
        while (line.length() < RUNTIME_LIMIT_BYTES) {
            line.append("{\"class\":\"org.acme.Größe\",\"trace\":[");
            for (int frames = 20 + random.nextInt(60); frames > 0; frames--) {
                line.append("{\"at\":\"org.acme.shop.Füllung$")
                        .append(random.nextInt(99))
                        .append(".lambda\\u0024run(\\\"x\\\")\",\"line\":")
                        .append(random.nextInt(999))
                        .append(",\"native\":")
                        .append(random.nextBoolean())
                        .append(frames == 1 ? "}" : "}, ");
            }
            line.append("],\"cause\":");
            causes++;
        }
        return line + "null" + "}".repeat(causes) + "}";
    }

    /** Whether a value is what can be told of another one of whose text only the beginning is known. */
    private static boolean isBeginning(JsonNode cut, JsonNode whole) {
        if (cut.isNull()) {
            return true;
        }
        if (cut.isObject() && whole.isObject()) {
            Iterator<String> names = whole.fieldNames();
            for (Map.Entry<String, JsonNode> member : cut.properties()) {
                if (!names.hasNext()
                        || !names.next().equals(member.getKey())
                        || !isBeginning(member.getValue(), whole.get(member.getKey()))) {
                    return false;
                }
            }
            return true;
        }
        if (cut.isArray() && whole.isArray()) {
            for (int i = 0; i < cut.size(); i++) {
                if (i >= whole.size() || !isBeginning(cut.get(i), whole.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (cut.isTextual() && whole.isTextual()) {
            // A character that was cut in half is there as the one that says so.
            return whole.asText().startsWith(cut.asText().replaceAll("\uFFFD+$", ""));
        }
        return cut.getNodeType() == whole.getNodeType() && (!cut.isBoolean() || cut.equals(whole));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-05-01T12:00:00.123456789Z stdout P {\"level\":\"info\",\"message\":\"the first half of it",
                "2024-05-01T12:00:00.123456789Z stdout F  and the other half\",\"n\":1}",
                " and the other half\",\"n\":1}",
                "[2024-05-01 12:00:00] INFO started in 5 s",
                "[main] INFO org.acme.App - ready: {\"a\":1}",
                "[    0.000000] Linux version 6.1.0",
                "[1/10] Compiling {shop}",
                "[WARN ] [pool-1] refused {key=value, other=[1,2,3]}",
                "{user} logged in",
                "<34>1 2003-10-11T22:14:15.003Z host su - ID47 - 'su root' failed",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.0\" 200 2326",
                "I0501 12:00:00.000000       1 main.go:10] \"Starting\" options={\"a\":1",
                "level=info msg=\"cut off he",
                "\tat org.acme.Foo.bar(Foo.java:12)",
                "null",
                ""
            })
    void shouldPassLinesThatAreNoJson(String line) {
        pipeline.send("host", line);
        assertThat(pipeline.clean()).singleElement().satisfies(sent -> {
            assertThat(sent.value()).isEqualTo(line);
            assertThat(sent.headers()).isEmpty();
        });
    }

    @Test
    void shouldPassALineThatIsNoJsonAndCutInACharacter() {
        byte[] line = Arrays.copyOf("INFO Größe".getBytes(UTF_8), 8);
        pipeline.send("host", line, Map.of());
        assertThat(pipeline.cleanBytes()).singleElement().isEqualTo(line);
    }

    @Test
    void shouldKeepTheTextAroundJsonIfItIsSaidToBeInProse() {
        pipeline.close();
        start("scope=embedded");
        for (String line :
                List.of("{\"level\":\"info\"} took 5 ms", "[\"GET /a\"] 200 12", "[1] {done}", "a {b} [c] d")) {
            assertThat(clean(line.getBytes(UTF_8))).isEqualTo(line);
        }
        assertThat(clean("level=warn labels={\"app\":\"sh".getBytes(UTF_8)))
                .isEqualTo("level=warn labels={\"app\":\"sh\"}");
    }

    /** Docker's json-file driver splits a long line into several records, each sound; only a copy of the file is cut. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"log\":\"{\\\"level\\\":\\\"info\\\",\\\"m|{\"log\":\"{\\\"level\\\":\\\"info\\\",\\\"m\"}",
                "{\"log\":\"{\\\"level\\|{\"log\":\"{\\\"level\"}",
                "{\"log\":\"a\\n\",\"stream\":\"std|{\"log\":\"a\\n\",\"stream\":\"std\"}",
                "{\"log\":\"a\\n\",\"str|{\"log\":\"a\\n\"}",
                "{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":|{\"log\":\"a\\n\",\"stream\":\"stdout\",\"time\":null}",
                "{\"log\":\"{\\\"m\\\":\\\"cu\",\"stream\":\"stdout\"}|{\"log\":\"{\\\"m\\\":\\\"cu\",\"stream\":\"stdout\"}"
            })
    void shouldCloseTheRecordsOfDocker(String line, String closed) {
        assertThat(clean(line.getBytes(UTF_8))).isEqualTo(closed);
    }

    @Test
    void shouldCloseWhatABrokenOffEnvelopeIsInALog() {
        List<String> lines = new ArrayList<>();
        lines.add("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hel");
        lines.add("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hel");
        lines.add("{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"{'a'\"},\"done\":fal");
        for (String line : lines) {
            String closed = clean(line.getBytes(UTF_8));
            assertThat(closed).startsWith(line);
            CallDialect.tree(closed);
        }
        assertThat(pipeline.metrics().count("json repair/truncated")).isGreaterThanOrEqualTo(lines.size());
    }
}

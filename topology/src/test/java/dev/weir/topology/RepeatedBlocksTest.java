package dev.weir.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dedup.Deduplicate;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paragraphs and fenced code that a response says twice, chunk by chunk. */
class RepeatedBlocksTest {

    private static final String BLOCK = "Call the service, then read the answer and write it down.";

    @TempDir
    private Path stateDirectory;

    @TempDir
    private Path otherStateDirectory;

    private static String chunk(String text) {
        return "{\"id\":\"r1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    private static TestPipeline pipeline(Path stateDirectory, String... options) {
        return TestPipeline.llm(stateDirectory, "openai", TestPipeline.filter(new Deduplicate(), options));
    }

    private static String text(TestPipeline pipeline) {
        StringBuilder text = new StringBuilder();
        for (Sent sent : pipeline.clean()) {
            text.append(String.valueOf(sent.value()).replaceAll(".*\"content\":\"|\"[]}]*$", ""));
        }
        return text.toString();
    }

    @Test
    void shouldTakeARepeatedBlockOutOfAStreamAndTellOfIt() {
        try (TestPipeline pipeline = pipeline(stateDirectory, "min-block=20")) {
            pipeline.send("k", chunk(BLOCK.substring(0, 30)));
            pipeline.send("k", chunk(BLOCK.substring(30) + "\\n\\nThen"));
            pipeline.send("k", chunk(" again:\\n\\n" + BLOCK.substring(0, 30)));
            pipeline.send("k", chunk(BLOCK.substring(30) + "\\n\\n"));
            pipeline.send("k", chunk("Done."));
            assertThat(text(pipeline)).isEqualTo(BLOCK + "\\n\\nThen again:\\n\\nDone.");
            String alert = String.valueOf(pipeline.alerts().get(0).value());
            assertThat(alert).contains("\"type\":\"duplicate\",\"kind\":\"block\"", "\"offset\":72", "\"first\":0");
            assertThat(pipeline.duplicates()).extracting(Sent::value).containsExactly(alert);
            assertThat(pipeline.metrics().count("duplicates")).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnInTheMiddleOfABlockAfterACrash() {
        try (TestPipeline before = pipeline(stateDirectory)) {
            before.send("k", chunk(BLOCK + " " + BLOCK + "\\n\\n" + BLOCK.substring(0, 40)));
            try (TestPipeline after = before.crash(otherStateDirectory)) {
                after.send("other", "{\"id\":\"x\",\"choices\":[]}");
                after.send("k", chunk(BLOCK.substring(40) + " " + BLOCK + "\\n\\nEnd"));
                assertThat(text(after)).endsWith("End").doesNotContain("down");
                assertThat(after.duplicates()).hasSize(1);
            }
        }
    }

    @Test
    void shouldFlagAndChangeNothingWhereItIsToAlert() {
        try (TestPipeline pipeline = pipeline(stateDirectory, "blocks=alert", "min-block=20")) {
            String whole = chunk(BLOCK + "\\n\\n" + BLOCK + "\\n\\nEnd");
            pipeline.send("k", whole);
            Sent sent = pipeline.clean().get(0);
            assertThat(sent.value()).isEqualTo(whole);
            assertThat(sent.headers()).containsExactly(Map.entry("weir-flags", "duplicate"));
            assertThat(pipeline.alerts()).hasSize(1);
        }
        try (TestPipeline pipeline = pipeline(otherStateDirectory, "blocks=off", "min-block=20")) {
            pipeline.send("k", chunk(BLOCK + "\\n\\n" + BLOCK + "\\n\\nEnd"));
            assertThat(pipeline.clean().get(0).headers()).isEmpty();
        }
    }
}

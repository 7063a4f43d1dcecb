package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.FilterConfig;
import dev.weir.envelope.Envelope;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.envelope.OpenAiFormat;
import dev.weir.filter.Channel;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many records a response comes in, and in which form, readers of the clean topic get the same of it. */
class ChunkedResponsesTest {

    private static final int RESPONSES = 120;
    private static final String[] FRAGMENTS = {
        "<think>",
        "</think>",
        "<thi",
        "nk>",
        "</",
        "◁think▷",
        "◁/think▷",
        " ",
        "\\n",
        "Grüße ",
        "a word ",
        "\\ud83d\\ude00",
        "\\\"",
        "{[1]}"
    };

    @TempDir
    private Path stateDirectory;

    private final Envelope envelope = new Envelope();

    @Test
    void shouldGiveTheSameForEveryChunking() throws MalformedEnvelopeException {
        FilterConfig strip = TestPipeline.filter(new StripThinking(), "openers=anywhere");
        try (TestPipeline pipeline =
                TestPipeline.llm(stateDirectory, "auto", strip, TestPipeline.filter(new DetectLoops()))) {
            for (long seed = 0; seed < RESPONSES; seed++) {
                Random random = new Random(seed);
                List<String> fragments = new ArrayList<>();
                for (int count = 1 + random.nextInt(12); count > 0; count--) {
                    fragments.add(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
                }
                String id = "c" + seed;
                pipeline.send("k", Chunks.chunk(id, 0, delta(fragments), "stop"));
                String expected = received(pipeline);
                sendInChunks(pipeline, random, id, fragments);
                assertThat(received(pipeline))
                        .as("seed %d, fragments %s", seed, fragments)
                        .isEqualTo(expected);
                assertThat(pipeline.metrics().sessions()).as("seed %d", seed).isZero();
                assertThat(pipeline.metrics().heldBackBytes())
                        .as("seed %d", seed)
                        .isZero();
            }
            assertThat(pipeline.metrics().count("thinking bytes")).isGreaterThan(100);
            assertThat(pipeline.dead()).isEmpty();
        }
    }

    private static String delta(List<String> fragments) {
        return "{\"content\":\"" + String.join("", fragments) + "\"}";
    }

    /** A record holds a chunk, or several as lines; the end is said in the last chunk, in one of its own, or by DONE. */
    private static void sendInChunks(TestPipeline pipeline, Random random, String id, List<String> fragments) {
        boolean lines = random.nextBoolean();
        int ending = lines ? random.nextInt(4) : random.nextInt(2);
        StringBuilder record = new StringBuilder();
        for (int i = 0; i < fragments.size(); i++) {
            boolean last = i == fragments.size() - 1;
            String chunk = Chunks.chunk(id, 0, delta(List.of(fragments.get(i))), last && ending == 0 ? "stop" : null);
            record.append(lines ? Chunks.data(chunk) : chunk);
            if (!lines || last || random.nextInt(3) > 0) {
                if (last && ending == 2) {
                    record.append(Chunks.DONE);
                }
                pipeline.send("k", record.toString());
                record.setLength(0);
            }
        }
        if (ending == 1) {
            pipeline.send("k", lines ? Chunks.data(Chunks.finish(id)) : Chunks.finish(id));
        } else if (ending == 3) {
            pipeline.send("k", Chunks.DONE);
        }
        if (lines && ending < 2) {
            pipeline.send("k", Chunks.DONE);
        }
    }

    /** The content on the clean topic, and the thinking. */
    private String received(TestPipeline pipeline) throws MalformedEnvelopeException {
        StringBuilder content = new StringBuilder();
        for (Sent sent : pipeline.clean()) {
            envelope.reset(String.valueOf(sent.value()).getBytes(UTF_8));
            new OpenAiFormat().read(envelope);
            for (int i = 0; i < envelope.pieceCount(); i++) {
                assertThat(envelope.pieceChannel(i)).isEqualTo(Channel.CONTENT);
                content.append(new String(envelope.text(i), envelope.textOffset(i), envelope.textLength(i), UTF_8));
            }
        }
        return "content: " + content + "\nthinking: " + String.join("", thinking(pipeline));
    }

    private static List<String> thinking(TestPipeline pipeline) {
        return pipeline.thinking().stream()
                .map(sent -> String.valueOf(sent.value()))
                .toList();
    }
}

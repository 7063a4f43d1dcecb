package dev.weir.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.envelope.OpenAiFormat;
import dev.weir.filter.Channel;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.StreamFilterType;
import dev.weir.json.RepairJson;
import dev.weir.loop.DetectLoops;
import dev.weir.thinking.StripThinking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a server cuts a response into chunks, the chain makes the same of it. */
class ChunkingPropertyTest {

    private static final int RESPONSES = 150;
    private static final int CHUNKINGS = 6;
    private static final String[] FRAGMENTS = {
        "<think>",
        "</think>",
        "<thi",
        "nk>",
        "</",
        "<thinking>",
        "</thinking>",
        "◁think▷",
        "◁/think▷",
        " ",
        "\n",
        "Grüße ",
        "a word ",
        "😀",
        "{\"a\": [1, 2",
        "]}",
        "```json\n",
        "\\\"",
        "end.",
        "<｜end▁of▁thinking｜>"
    };

    private final Envelope envelope = new Envelope();

    private static FilterChain chain() {
        List<FilterChain.Stage> stages = new ArrayList<>();
        for (StreamFilterType type : TYPES) {
            stages.add(new FilterChain.Stage(type.name(), type.configure(options(type))));
        }
        return new FilterChain(stages);
    }

    private static final List<StreamFilterType> TYPES =
            List.of(new StripThinking(), new RepairJson(), new DetectLoops());

    /** Openers count anywhere, so that there is something to find in most responses. */
    private static OptionValues options(StreamFilterType type) {
        Map<String, String> written = new HashMap<>();
        if (type instanceof StripThinking) {
            written.put("openers", "anywhere");
        }
        return new OptionValues(type.options(), written);
    }

    @Test
    void shouldGiveTheSameForEveryChunking() throws MalformedEnvelopeException {
        for (long seed = 0; seed < RESPONSES; seed++) {
            Random random = new Random(seed);
            String thinking = random.nextInt(3) == 0 ? text(random) : "";
            String content = text(random);
            String arguments = random.nextInt(3) == 0 ? text(random) : "";
            FilterChain chain = chain();
            ChainRecording whole = run(chain, random, false, Integer.MAX_VALUE, thinking, content, arguments);
            for (int i = 0; i < CHUNKINGS; i++) {
                int longest = 1 + random.nextInt(i == 0 ? 1 : 40);
                ChainRecording chunked =
                        run(chain, random, random.nextBoolean(), longest, thinking, content, arguments);
                assertThat(chunked.everything())
                        .as("seed %d, chunks of at most %d characters", seed, longest)
                        .isEqualTo(whole.everything());
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(12); parts > 0; parts--) {
            String fragment = FRAGMENTS[random.nextInt(FRAGMENTS.length)];
            text.append(fragment.repeat(random.nextInt(12) == 0 ? 200 : 1));
        }
        return text.toString();
    }

    /** Sends the three texts one after the other, as servers do, in chunks of random lengths. */
    private ChainRecording run(
            FilterChain chain,
            Random random,
            boolean saving,
            int longest,
            String thinking,
            String content,
            String arguments)
            throws MalformedEnvelopeException {
        ChainRecording out = new ChainRecording();
        StreamFilters filters = chain.open(false);
        List<String> deltas = new ArrayList<>();
        pieces(random, thinking, longest).forEach(piece -> deltas.add("{\"reasoning_content\":" + piece + "}"));
        pieces(random, content, longest).forEach(piece -> deltas.add("{\"content\":" + piece + "}"));
        pieces(random, arguments, longest)
                .forEach(piece ->
                        deltas.add("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + piece + "}}]}"));
        for (String delta : deltas) {
            envelope.reset(("{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}").getBytes(UTF_8));
            new OpenAiFormat().read(envelope);
            for (int i = 0; i < envelope.pieceCount(); i++) {
                filters.accept(
                        envelope.pieceChannel(i),
                        envelope.text(i),
                        envelope.textOffset(i),
                        envelope.textLength(i),
                        out);
            }
            if (saving) {
                StateWriter state = new StateWriter();
                filters.save(state);
                filters = chain.restore(new StateReader(state.toByteArray()));
            }
        }
        filters.finish(out);
        assertThat(filters.heldBackBytes()).isZero();
        return out;
    }

    private static List<String> pieces(Random random, String text, int longest) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int left = text.length() - from;
            int to = longest >= left ? text.length() : from + 1 + random.nextInt(longest);
            // Half of the servers cut surrogate pairs, and say so with an escape; these cut between characters.
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(quoted(text.substring(from, to), random.nextBoolean()));
            from = to;
        }
        return pieces;
    }

    private static String quoted(String text, boolean escaping) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || (escaping && c > '~')) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Test
    void shouldFindSomethingInTheResponsesItIsTriedOn() throws MalformedEnvelopeException {
        int thought = 0;
        int looped = 0;
        for (long seed = 0; seed < RESPONSES; seed++) {
            Random random = new Random(seed);
            ChainRecording out = run(chain(), random, false, 20, "", text(random), "");
            thought += out.text(Channel.THINKING).isEmpty() ? 0 : 1;
            looped += out.flags().contains("loop") ? 1 : 0;
        }
        assertThat(thought).isGreaterThan(RESPONSES / 4);
        assertThat(looped).isGreaterThan(RESPONSES / 10);
    }
}

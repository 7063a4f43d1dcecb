package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepairJsonAggressiveTest {

    private static final Map<String, String> AGGRESSIVE = Map.of("level", "aggressive");
    private static final String[] PIECES = {
        "1", "007", "1,234", ",", ", ", "\"a\"", "'b'", "\"", "\\\"", "{", "}", "[", "]", "(", ")", "x", "hello ", ":",
        "\"k\": ", "k: ", "\n", " ", "\\n", "true", "None", "-", "+5", "\\", "é", "`", "//", "\"{\\\"", "\"[", "\"[["
    };

    private static Supplier<Filter> arguments(boolean whole, Map<String, String> options) {
        return Json.filter(Channel.arguments(0), whole, options);
    }

    private static byte[] guesswork(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n >= 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldLeaveValidContainersAsTheyAre() {
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] bytes = Documents.valid(seed).getBytes(StandardCharsets.UTF_8);
            Recording recording = seed < 100
                    ? Chunkings.checkAll(arguments(false, AGGRESSIVE), bytes, seed)
                    : Chunkings.whole(arguments(false, AGGRESSIVE), bytes);
            assertThat(recording.textBytes()).as("seed " + seed).isEqualTo(bytes);
            assertThat(recording.reports()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void shouldGiveValidTextOrRefuseAlikeOnEveryChunking() {
        for (long seed = 0; seed < 2_000; seed++) {
            byte[] bytes = seed % 4 == 0 ? Documents.damaged(seed) : guesswork(seed);
            Recording recording = seed < 400
                    ? Chunkings.checkAll(arguments(false, AGGRESSIVE), bytes, seed)
                    : Chunkings.whole(arguments(false, AGGRESSIVE), bytes);
            assertValid(recording, seed, bytes);
        }
    }

    @Test
    void shouldMendAsAWholeWhatItMendsAsAStream() {
        int differing = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            byte[] bytes = guesswork(seed);
            Recording stream = Chunkings.whole(arguments(false, AGGRESSIVE), bytes);
            assertValid(stream, seed, bytes);
            try {
                Recording whole = Chunkings.whole(arguments(true, AGGRESSIVE), bytes);
                assertValid(whole, seed, bytes);
                differing += whole.text().equals(stream.text()) ? 0 : 1;
            } catch (RefusedException refused) {
                differing += stream.flags().contains("json-refused") ? 0 : 1;
            }
        }
        assertThat(differing).as("of 5000").isLessThan(100);
    }

    private static void assertValid(Recording recording, long seed, byte[] bytes) {
        assertThat(Json.mistake(recording.textBytes()))
                .as("seed " + seed + ", of " + new String(bytes, StandardCharsets.UTF_8) + " comes " + recording.text())
                .isEmpty();
    }

    @Test
    void shouldTakeLinearTimeWhileItGuessesWithASchemaToo() {
        Map<String, String> schema = Map.of(
                "level",
                "aggressive",
                "schema-for",
                "all",
                "max-depth",
                "1000000",
                "schema",
                "{\"additionalProperties\": {\"enum\": [\"a b\", true]}, \"items\": {\"type\": \"integer\"}}");
        for (String piece : PIECES) {
            for (String before : new String[] {"", "[", "{\"a\": ", "{a ", "{\"a", "1, "}) {
                String text = before + piece.repeat(60_000 / piece.length());
                long start = System.nanoTime();
                Chunkings.whole(arguments(false, schema), text.getBytes(StandardCharsets.UTF_8));
                assertThat(System.nanoTime() - start)
                        .as("nanoseconds for " + before + piece)
                        .isLessThan(3_000_000_000L);
            }
        }
    }
}

package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepairJsonPropertiesTest {

    @Test
    void shouldLeaveValidDocumentsAsTheyAreOnEveryChunking() {
        for (long seed = 0; seed < 200; seed++) {
            String document = Documents.valid(seed);
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertThat(Json.mistake(bytes)).as(document).isEmpty();
            Recording recording = Chunkings.checkAll(Json.arguments(), bytes, seed);
            assertThat(recording.text()).as("seed " + seed).isEqualTo(document);
            assertThat(recording.reports()).as("seed " + seed + " " + document).isEmpty();
        }
    }

    @Test
    void shouldLeaveValidDocumentsAsTheyAreWhateverTheLookAhead() {
        Supplier<Filter> near = Json.filter(Channel.arguments(0), false, Map.of("look-ahead", "64"));
        Supplier<Filter> whole = Json.filter(Channel.arguments(0), true, Map.of());
        for (long seed = 1_000; seed < 6_000; seed++) {
            String document = Documents.valid(seed);
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertThat(Chunkings.whole(near, bytes).text()).as("seed " + seed).isEqualTo(document);
            assertThat(Chunkings.whole(whole, bytes).text()).as("seed " + seed).isEqualTo(document);
            assertThat(Chunkings.whole(Json.content(), bytes).text())
                    .as("seed " + seed)
                    .isEqualTo(document);
        }
    }

    @Test
    void shouldCompleteEveryPrefixOfAValidDocument() {
        for (long seed = 0; seed < 300; seed++) {
            byte[] bytes = Documents.valid(seed).getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                Recording recording = Chunkings.whole(Json.arguments(), Arrays.copyOf(bytes, length));
                assertThat(Json.mistake(recording.textBytes()))
                        .as("seed " + seed + ", length " + length + ": " + recording.text())
                        .isEmpty();
                assertThat(recording.alerts())
                        .as("seed " + seed + ", length " + length)
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldMakeDamagedDocumentsValidOrRefuseThem() {
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            refused += checkValidOrRefused(Documents.damaged(seed), seed);
        }
        assertThat(refused).as("refused of 20000").isLessThan(5_000);
    }

    @Test
    void shouldMakeNoiseValidOrRefuseIt() {
        for (long seed = 0; seed < 10_000; seed++) {
            checkValidOrRefused(Documents.noise(seed), seed);
        }
    }

    @Test
    void shouldMakeDocumentsValidOrRefuseThemWhateverTheOptions() {
        String[] scopes = {"auto", "whole", "fenced", "embedded"};
        String[] levels = {"strict", "standard", "aggressive"};
        Rule[] rules = Rule.values();
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String scope = scopes[random.nextInt(4)];
            String off = random.nextBoolean() ? "" : rules[random.nextInt(rules.length)].label();
            Map<String, String> options =
                    Map.of("scope", scope, "level", levels[random.nextInt(3)], "prose", "drop", "disable", off);
            byte[] bytes = random.nextBoolean() ? Documents.damaged(seed) : Documents.noise(seed);
            boolean prose = scope.equals("auto");
            for (boolean whole : new boolean[] {false, true}) {
                try {
                    Recording recording = Chunkings.whole(Json.filter(Channel.CONTENT, whole, options), bytes);
                    boolean untouched = Arrays.equals(recording.textBytes(), bytes);
                    if (!prose || !untouched) {
                        checkValid(recording, bytes, seed);
                    }
                } catch (RefusedException refused) {
                    assertThat(whole).isTrue();
                }
            }
        }
    }

    @Test
    void shouldRepairDamageAlikeOnEveryChunking() {
        for (long seed = 0; seed < 300; seed++) {
            Chunkings.checkAll(Json.arguments(), Documents.damaged(seed), seed);
            Chunkings.checkAll(Json.arguments(), Documents.noise(seed), seed);
            Chunkings.checkAll(Json.content(), Documents.noise(seed), seed);
        }
    }

    @Test
    void shouldPassWhatItCannotMendAlikeOnEveryChunking() {
        Rule[] rules = Rule.values();
        for (int seed = 0; seed < 600; seed++) {
            String scope = seed % 2 == 0 ? "whole" : "fenced";
            String off = seed % 3 == 0 ? "missing-quote" : rules[seed % rules.length].label();
            Map<String, String> options =
                    Map.of("scope", scope, "unmendable", "pass", "level", "strict", "disable", off);
            byte[] bytes = (seed & 2) == 0 ? Documents.damaged(seed) : Documents.noise(seed);
            Chunkings.checkAll(Json.filter(Channel.CONTENT, false, options), bytes, seed);
        }
    }

    /** What was replaced or dropped before a text is refused is not passed once more. */
    @Test
    void shouldPassNoByteTwice() {
        checkPassed("whole", "missing-quote", "{\"K\t:[null", "{\"K\\t:[null");
        checkPassed("embedded", "leading-text", " x {\"a\": 1}", "x {\"a\": 1}");
        checkPassed("whole", "missing-comma", "\uFEFF[1 2]", "[1 2]");
        checkPassed("whole", "missing-comma", "```json\n[1 2]", "[1 2]");
    }

    private static void checkPassed(String scope, String off, String text, String expected) {
        Map<String, String> options =
                Map.of("scope", scope, "prose", "drop", "unmendable", "pass", "level", "strict", "disable", off);
        Supplier<Filter> filters = Json.filter(Channel.CONTENT, false, options);
        Recording recording = Chunkings.checkAll(filters, text.getBytes(StandardCharsets.UTF_8), 1);
        assertThat(recording.text()).isEqualTo(expected);
    }

    @Test
    void shouldNotTouchItsOwnOutput() {
        for (long seed = 0; seed < 5_000; seed++) {
            Recording once = Chunkings.whole(Json.arguments(), Documents.damaged(seed));
            if (once.text().isBlank()) {
                continue;
            }
            Recording twice = Chunkings.whole(Json.arguments(), once.textBytes());
            assertThat(twice.text()).as("seed " + seed).isEqualTo(once.text());
        }
    }

    /**
     * Documents that come as a whole are mended with their layout in view, so some of them come out otherwise than
     * streams; both are valid.
     */
    @Test
    void shouldMendMostDocumentsAsItMendsStreams() {
        int differing = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] damaged = Documents.damaged(seed);
            differing += outcome(damaged, true).equals(outcome(damaged, false)) ? 0 : 1;
        }
        System.out.println("repair-json: of 20000 damaged documents " + differing
                + " are mended otherwise as a whole than as a stream");
        assertThat(differing).isLessThan(2_000);
    }

    private static String outcome(byte[] bytes, boolean whole) {
        try {
            Recording recording = Chunkings.whole(Json.filter(Channel.arguments(0), whole, Map.of()), bytes);
            return recording.alerts().isEmpty() ? recording.text() : "refused";
        } catch (RefusedException refused) {
            return "refused";
        }
    }

    private static int checkValidOrRefused(byte[] bytes, long seed) {
        Recording streamed = Chunkings.whole(Json.arguments(), bytes);
        checkValid(streamed, bytes, seed);
        try {
            checkValid(Chunkings.whole(Json.filter(Channel.arguments(0), true, Map.of()), bytes), bytes, seed);
            return 0;
        } catch (RefusedException refused) {
            return 1;
        }
    }

    private static void checkValid(Recording recording, byte[] bytes, long seed) {
        String input = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Json.mistake(recording.textBytes()))
                .as("seed " + seed + ", of " + input + " comes " + recording.text())
                .isEmpty();
    }
}

package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that repeats by right is no loop. */
class LoopPrecisionTest {

    private static final int DOCUMENTS = 40;

    static Stream<Arguments> honestText() {
        return Stream.of(
                honest("prose", random -> LoopTexts.prose(random, 12_000)),
                honest("numbered list", random -> LoopTexts.numberedList(random, 200)),
                honest("Markdown table", random -> LoopTexts.markdownTable(random, 200)),
                honest("CSV", random -> LoopTexts.csv(random, 300)),
                honest("JSON array", random -> LoopTexts.jsonArray(random, 150)),
                honest("Base64", random -> LoopTexts.base64(random, 12_000)),
                honest("source code", random -> LoopTexts.sourceCode(random, 60)));
    }

    private static Arguments honest(String kind, Function<Random, String> generator) {
        return Arguments.of(kind, generator);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honestText")
    void shouldLetHonestTextPass(String kind, Function<Random, String> generator) {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            byte[] text = LoopTexts.bytes(generator.apply(new Random(seed)));

            assertThat(Heard.in(text).found).as("%s, seed %d", kind, seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "=", "*", "_", ".", "#", " ", "\n", "- ", "=-", "─"})
    void shouldLetRulersPassBelowAThousandBytes(String unit) {
        shouldBeFoundFrom(1_000, unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+---", "0x00, ", "0.000 ", ", , , ;", "| 0 | 1 "})
    void shouldLetFillPassBelowTwoThousandBytes(String unit) {
        shouldBeFoundFrom(2_000, unit);
    }

    private static void shouldBeFoundFrom(int bytes, String unit) {
        byte[] once = LoopTexts.bytes(unit);
        byte[] before = LoopTexts.bytes(LoopTexts.prose(new Random(1), 600) + "\n:");
        byte[] after = LoopTexts.bytes("! And so on.");
        byte[] below = LoopTexts.repeat(once, once.length + bytes - 1);
        byte[] from = LoopTexts.repeat(once, once.length + bytes);

        assertThat(Heard.in(LoopTexts.concatenate(before, below, after)).found).isEmpty();
        assertThat(Heard.in(LoopTexts.concatenate(before, from, after)).found).hasSize(1);
    }

    @Test
    void shouldLetThePaddingOfBase64Pass() {
        String base64 = LoopTexts.base64(new Random(2), 4_000).replaceAll("\\s", "");
        String padded = base64 + "A".repeat(800) + base64;
        String spaces = base64 + "ICAg".repeat(200) + base64;

        assertThat(Heard.in(LoopTexts.bytes(padded)).found).isEmpty();
        assertThat(Heard.in(LoopTexts.bytes(padded.replaceAll("(.{76})", "$1\r\n"))).found)
                .isEmpty();
        assertThat(Heard.in(LoopTexts.bytes(spaces)).found).isEmpty();
        assertThat(Heard.in(LoopTexts.bytes("Well, " + "A".repeat(800))).found).hasSize(1);
    }

    @Test
    void shouldLetABlockQuotedTwicePass() {
        byte[] block = LoopTexts.bytes(LoopTexts.prose(new Random(3), 1_500));
        byte[] text = LoopTexts.concatenate(block, LoopTexts.bytes("\nonce more:\n"), block);

        assertThat(Heard.in(text).found).isEmpty();
    }

    @Test
    void shouldLetPeriodsBeyondTheLimitsPass() {
        LoopThresholds thresholds = new LoopThresholds(10, 50, 100);
        List<byte[]> texts = new ArrayList<>();
        for (int period : new int[] {1, 5, 9, 51, 60, 500}) {
            texts.add(LoopTexts.repeat(LoopTexts.unit(new Random(period), period), 4_000));
        }

        Heard heard = Heard.in(LoopTexts.concatenate(texts.toArray(byte[][]::new)), thresholds, 1_024);

        assertThat(heard.found).isEmpty();
    }
}

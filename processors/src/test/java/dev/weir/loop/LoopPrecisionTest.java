package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

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
    @ValueSource(strings = {"-", "=", "*", "_", ".", "#", " ", "\n", "- ", "=-", "+---", "| ", "─", "0, ", "║"})
    void shouldLetRulersPassBelowAThousandBytes(String unit) {
        byte[] once = LoopTexts.bytes(unit);
        byte[] before = LoopTexts.bytes(LoopTexts.prose(new Random(1), 600) + "\n:");
        byte[] ruler = LoopTexts.repeat(once, once.length + 999);
        byte[] after = LoopTexts.bytes("! And so on.");

        assertThat(Heard.in(LoopTexts.concatenate(before, ruler, after)).found).isEmpty();

        byte[] tooLong = LoopTexts.repeat(once, once.length + 1_000);
        assertThat(Heard.in(LoopTexts.concatenate(before, tooLong, after)).found)
                .hasSize(1);
    }

    @Test
    void shouldLetABlockQuotedTwicePass() {
        byte[] block = LoopTexts.bytes(LoopTexts.prose(new Random(3), 1_500));
        byte[] text = LoopTexts.concatenate(block, LoopTexts.bytes("\nonce more:\n"), block);

        assertThat(Heard.in(text).found).isEmpty();
    }

    @Test
    void shouldLetPeriodsBeyondTheLimitsPass() {
        LoopScanner scanner = new LoopScanner(new LoopThresholds(10, 50, 100));
        Heard heard = new Heard();
        for (int period : new int[] {1, 5, 9, 51, 60, 500}) {
            byte[] text = LoopTexts.repeat(LoopTexts.unit(new Random(period), period), 4_000);
            scanner.scan(text, 0, text.length, heard);
        }
        scanner.finish(heard);

        assertThat(heard.found).isEmpty();
    }
}

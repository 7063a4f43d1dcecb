package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopUnitTest {

    @Test
    void shouldGiveEveryRotationTheFingerprintOfTheLeastOne() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] unit = new byte[1 + random.nextInt(24)];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (byte) random.nextInt(3);
            }
            byte[] least = unit;
            for (int shift = 0; shift < unit.length; shift++) {
                byte[] rotation = rotate(unit, shift);
                least = Arrays.compareUnsigned(rotation, least) < 0 ? rotation : least;
            }
            var hash = Hashing.xxh3_128().hashBytesTo128Bits(least);
            String expected =
                    String.format("%016x%016x", hash.getMostSignificantBits(), hash.getLeastSignificantBits());

            for (int shift = 0; shift < unit.length; shift++) {
                assertThat(new LoopUnit(rotate(unit, shift)).fingerprint())
                        .as("seed %d, shift %d", seed, shift)
                        .isEqualTo(expected);
            }
        }
    }

    /** XXH3 128 of the empty-seed reference implementation for "abc". */
    @Test
    void shouldFingerprintWithXxh3() {
        assertThat(new LoopUnit(LoopTexts.bytes("bca")).fingerprint()).isEqualTo("06b05ab6733a618578af5f94892f3950");
    }

    @Test
    void shouldTellDifferentUnitsApart() {
        assertThat(new LoopUnit(LoopTexts.bytes("one two ")).fingerprint())
                .isNotEqualTo(new LoopUnit(LoopTexts.bytes("one too ")).fingerprint());
    }

    @Test
    void shouldTurnASampleThatBeginsInsideACharacter() {
        byte[] unit = LoopTexts.bytes("né漢😀.");

        for (int shift = 0; shift < unit.length; shift++) {
            String sample = new LoopUnit(rotate(unit, shift)).sample();

            assertThat(sample).doesNotContain("\uFFFD").hasSameSizeAs("né漢😀.").contains("😀");
        }
    }

    @Test
    void shouldCutASampleAfterEightyCharactersAndNeverInsideOne() {
        String sample = new LoopUnit(LoopTexts.bytes("x" + "😀".repeat(200))).sample();

        assertThat(sample).isEqualTo("x" + "😀".repeat(79));
    }

    @Test
    void shouldShowBytesThatAreNoTextAsReplacementCharacters() {
        assertThat(new LoopUnit(new byte[] {(byte) 0x80}).sample()).isEqualTo("\uFFFD");
    }

    @Test
    void shouldFindTheFundamentalPeriod() {
        assertThat(fundamental("abcabcabc")).isEqualTo(3);
        assertThat(fundamental("abcabcab")).isEqualTo(8);
        assertThat(fundamental("aaaa")).isEqualTo(1);
        assertThat(fundamental("x")).isEqualTo(1);
    }

    @Test
    void shouldTellWordsFromFill() {
        assertThat(look("│ 12.5 ")).isEqualTo(UnitLook.FILL);
        assertThat(new LoopUnit(rotate(LoopTexts.bytes("─"), 1)).look()).isEqualTo(UnitLook.FILL);
        assertThat(look("0xffffUL, ")).isEqualTo(UnitLook.FILL);
        assertThat(look("[@{`")).isEqualTo(UnitLook.FILL);
        assertThat(look("- é")).isEqualTo(UnitLook.WORDS);
        assertThat(look("重复")).isEqualTo(UnitLook.WORDS);
        assertThat(look("Let me check. ")).isEqualTo(UnitLook.WORDS);
    }

    @Test
    void shouldTellCodeAndDataFromWords() {
        assertThat(look("total += values[i];\n")).isEqualTo(UnitLook.CODE);
        assertThat(look("| yes | no |\n")).isEqualTo(UnitLook.CODE);
        assertThat(look("took 1042 ms, 17 rows\n")).isEqualTo(UnitLook.DATA);
        assertThat(look("on 1/2/3 the server at last answered the client\n")).isEqualTo(UnitLook.DATA);
        assertThat(look("on 1 and 2 the server answered, on 3 it did not\n")).isEqualTo(UnitLook.WORDS);
    }

    private static UnitLook look(String unit) {
        return new LoopUnit(LoopTexts.bytes(unit)).look();
    }

    private static int fundamental(String text) {
        return LoopUnit.fundamentalPeriod(LoopTexts.bytes("??" + text), 2, text.length());
    }

    private static byte[] rotate(byte[] unit, int shift) {
        return LoopTexts.concatenate(Arrays.copyOfRange(unit, shift, unit.length), Arrays.copyOfRange(unit, 0, shift));
    }
}

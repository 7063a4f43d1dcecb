package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a normaliser that reads one byte after the other. */
class NormalTextTest {

    private static final String BYTES = "aAzZ@[`{09 \t\n./:~-\"";

    @Test
    void shouldReadAsTextWithoutCaseDigitsAndWhiteSpace() {
        assertThat(normalised("Step  12:\n\tSAY 3.14,  Ärger—now")).isEqualTo("step 0: say 0.0, Ärger—now");
        assertThat(normalised("")).isEmpty();
        assertThat(normalised("   ")).isEqualTo(" ");
        assertThat(normalised("2026-05-17T10:00")).isEqualTo("0-0-0t0:0");
    }

    private static String normalised(String text) {
        byte[] bytes = LoopTexts.bytes(text);
        TextHistory history = new TextHistory(LoopWatch.REACH, 4_096);
        NormalText normal = new NormalText(history);
        history.append(bytes, 0, bytes.length);
        normal.take(bytes.length);
        return new String(normal.normal().bytes(), 0, normal.normal().size(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldDoEightBytesAtATimeWhatIsDoneByteByByte() {
        for (int seed = 0; seed < 300; seed++) {
            byte[] text = anyText(new Random(seed));
            TextHistory history = new TextHistory(LoopWatch.REACH, 4_096);
            NormalText normal = new NormalText(history);
            List<Integer> origins = new ArrayList<>();
            byte[] expected = naive(text, origins);

            for (int from = 0; from < text.length; from += NormalText.BLOCK) {
                int length = Math.min(NormalText.BLOCK, text.length - from);
                history.append(text, from, length);
                normal.take(from + length);

                TextHistory written = normal.normal();
                assertThat(Arrays.copyOfRange(written.bytes(), written.index(written.start()), written.size()))
                        .as("text, seed %d", seed)
                        .isEqualTo(Arrays.copyOfRange(expected, (int) written.start(), (int) written.end()));
                checkCounts(normal, text, from, length, seed);
            }
            TextHistory written = normal.normal();
            for (long position = written.start(); position < written.end(); position++) {
                int origin = origins.get((int) position);
                assertThat(normal.origin(position))
                        .as("origin of %d, seed %d", position, seed)
                        .isEqualTo(Math.max(origin, firstWritten(origins, text.length - NormalText.REACH)));
            }
            assertThat(normal.origin(written.end())).isEqualTo(text.length);
        }
    }

    /** The first byte within reach that writes one. */
    private static int firstWritten(List<Integer> origins, int reach) {
        int block = reach <= 0 ? 0 : (reach + 15) / 16 * 16;
        return origins.stream().filter(origin -> origin >= block).findFirst().orElse(0);
    }

    private static void checkCounts(NormalText normal, byte[] text, int from, int length, int seed) {
        int letters = 0;
        int digits = 0;
        int spaces = 0;
        for (int i = from; i < from + length; i++) {
            int b = text[i] & 0xFF;
            letters += b < 0x80 ? (Character.isLetter(b) ? 1 : 0) : (b == 0xE2 ? 0 : 1);
            digits += b >= '0' && b <= '9' ? 1 : 0;
            spaces += b <= ' ' ? 1 : 0;
            boolean starts = ByteClasses.isWord(text[i]) && (i == 0 || !ByteClasses.isWord(text[i - 1]));
            boolean told = ((normal.wordStarts((i - from) / 64) >>> ((i - from) % 64)) & 1) != 0;
            assertThat(told).as("word at %d, seed %d", i, seed).isEqualTo(starts);
        }
        assertThat(normal.letters()).as("letters, seed %d", seed).isEqualTo(letters);
        assertThat(normal.digits()).as("digits, seed %d", seed).isEqualTo(digits);
        assertThat(normal.spaces()).as("spaces, seed %d", seed).isEqualTo(spaces);
    }

    @Test
    void shouldMakeAnewFromTheTextWhatWasNotSaved() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] text = anyText(random);
            int taken = random.nextInt(text.length / NormalText.BLOCK + 1) * NormalText.BLOCK;
            TextHistory history = new TextHistory(LoopWatch.REACH, 4_096);
            NormalText normal = new NormalText(history);
            for (int from = 0; from < taken; from += NormalText.BLOCK) {
                history.append(text, from, NormalText.BLOCK);
                normal.take(from + NormalText.BLOCK);
            }
            history.append(text, taken, Math.min(random.nextInt(NormalText.BLOCK), text.length - taken));
            StateWriter state = new StateWriter();
            history.save(state);
            normal.save(state);

            TextHistory again = new TextHistory(LoopWatch.REACH, 4_096);
            NormalText restored = new NormalText(again);
            StateReader saved = new StateReader(state.toByteArray());
            again.restore(saved);
            restored.restore(saved, taken);

            assertThat(saved.atEnd()).isTrue();
            TextHistory before = normal.normal();
            TextHistory after = restored.normal();
            assertThat(after.end()).as("seed %d", seed).isEqualTo(before.end());
            assertThat(Arrays.copyOfRange(after.bytes(), after.index(before.start()), after.size()))
                    .as("seed %d", seed)
                    .isEqualTo(Arrays.copyOfRange(before.bytes(), before.index(before.start()), before.size()));
            for (long position = before.start(); position <= before.end(); position++) {
                assertThat(restored.origin(position)).as("seed %d", seed).isEqualTo(normal.origin(position));
            }
        }
    }

    /** Bytes of all classes, with long runs of some. */
    private static byte[] anyText(Random random) {
        byte[] text = new byte[1 + random.nextInt(6_000)];
        int run = 0;
        byte next = 'a';
        int most = 1 + random.nextInt(random.nextInt(10) == 0 ? 600 : 6);
        for (int i = 0; i < text.length; i++) {
            if (run-- <= 0) {
                run = random.nextInt(most);
                next = random.nextInt(4) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) BYTES.charAt(random.nextInt(BYTES.length()));
            }
            text[i] = next;
        }
        return text;
    }

    private static byte[] naive(byte[] text, List<Integer> origins) {
        byte[] normal = new byte[text.length];
        int size = 0;
        byte previous = 'x';
        for (int i = 0; i < text.length; i++) {
            int b = text[i] & 0xFF;
            byte plain = text[i];
            if (b >= '0' && b <= '9') {
                plain = '0';
            } else if (b <= ' ') {
                plain = ' ';
            } else if (b < 0x80) {
                plain = (byte) Character.toLowerCase((char) b);
            }
            if (plain != previous || (plain != ' ' && plain != '0')) {
                normal[size++] = plain;
                origins.add(i);
            }
            previous = plain;
        }
        return Arrays.copyOf(normal, size);
    }
}

package dev.weir.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {

    @Test
    void shouldFindTheLongestPatternThatEndsAtAByte() {
        LiteralAutomaton automaton = automaton("he", "she", "his", "hers");
        assertThat(matches(automaton, "ushers")).containsExactly("1-4:1", "2-6:3");
        assertThat(matches(automaton, "hishe")).containsExactly("0-3:2", "2-5:1");
    }

    @Test
    void shouldStandForTheBytesThatMayStillBecomeAPattern() {
        LiteralAutomaton automaton = automaton("<think>", "</think>");
        int state = run(automaton, "a <</thi");
        assertThat(automaton.depth(state)).isEqualTo(5);
        assertThat(automaton.prefix(state)).isEqualTo(bytes("</thi"));
        assertThat(automaton.isMatch(state)).isFalse();
        assertThat(run(automaton, "a <</thi ")).isEqualTo(LiteralAutomaton.ROOT);
    }

    @Test
    void shouldLetOnlyTheFirstOfEqualPatternsMatch() {
        assertThat(matches(automaton("ab", "ab", "b"), "ab")).containsExactly("0-2:0");
    }

    @Test
    void shouldTellAllByteValuesApart() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        LiteralAutomaton automaton = LiteralAutomaton.of(List.of(every));
        int state = LiteralAutomaton.ROOT;
        for (byte b : every) {
            assertThat(automaton.isMatch(state)).isFalse();
            state = automaton.next(state, b);
        }
        assertThat(automaton.match(state)).isZero();
        assertThat(automaton.length(0)).isEqualTo(256);
    }

    @Test
    void shouldFindOnlyWhatDoesNotBeginInAWord() {
        String[] letters = {"a", "b", "B", "_", "7", " ", "-", "\u00e9", "c"};
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<byte[]> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(10); i > 0; i--) {
                patterns.add(bytes(letters(random, letters, 1 + random.nextInt(5))));
            }
            boolean caseCounts = random.nextBoolean();
            byte[] text = bytes(letters(random, letters, 60));
            LiteralAutomaton automaton = LiteralAutomaton.atWordStarts(patterns, caseCounts);
            int from = random.nextBoolean() ? 0 : 1;
            int state = from == 0 ? LiteralAutomaton.ROOT : automaton.inMidText();
            for (int end = from + 1; end <= text.length; end++) {
                state = automaton.next(state, text[end - 1]);
                String where = "seed " + seed + ", byte " + end;
                int longest = -1;
                for (int id = 0; id < patterns.size(); id++) {
                    int start = end - patterns.get(id).length;
                    boolean begins = start >= from
                            && !(isWord(text, start) && (start == from ? from > 0 : isWord(text, start - 1)));
                    boolean ends = begins && equal(patterns.get(id), text, start, caseCounts);
                    if (ends && (longest < 0 || patterns.get(id).length > patterns.get(longest).length)) {
                        longest = id;
                    }
                }
                assertThat(automaton.match(state)).as(where).isEqualTo(longest);
                assertThat(automaton.isMatch(state)).as(where).isEqualTo(longest >= 0);
            }
        }
    }

    private static String letters(Random random, String[] letters, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static boolean isWord(byte[] text, int at) {
        return text[at] > 0 && (Character.isLetterOrDigit(text[at]) || text[at] == '_');
    }

    private static boolean equal(byte[] pattern, byte[] text, int start, boolean caseCounts) {
        for (int i = 0; i < pattern.length; i++) {
            char one = (char) pattern[i];
            char other = (char) text[start + i];
            boolean exact = caseCounts || one >= 0x80 || other >= 0x80;
            if (exact ? one != other : Character.toLowerCase(one) != Character.toLowerCase(other)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void shouldSayHowLargeItsTableIsBeforeItIsCompiled() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<byte[]> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                patterns.add(randomBytes(random, 1 + random.nextInt(6), seed % 2 == 0 ? 3 : 200));
            }
            assertThat(LiteralAutomaton.tableBytes(patterns, true, false))
                    .as("seed " + seed)
                    .isEqualTo(4L * LiteralAutomaton.of(patterns).table().length);
            assertThat(LiteralAutomaton.tableBytes(patterns, false, false))
                    .as("seed " + seed)
                    .isEqualTo(4L * LiteralAutomaton.ignoringCase(patterns).table().length);
            assertThat(LiteralAutomaton.tableBytes(patterns, false, true))
                    .as("seed " + seed)
                    .isEqualTo(
                            4L * LiteralAutomaton.atWordStarts(patterns, false).table().length);
        }
    }

    @Test
    void shouldRefuseNothingToFind() {
        assertThatThrownBy(() -> LiteralAutomaton.of(List.of())).hasMessage("no pattern to find");
        assertThatThrownBy(() -> automaton("a", "")).hasMessage("pattern 1 is empty");
    }

    @Test
    void shouldAgreeWithComparingEveryPatternAtEveryByte() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int alphabet = 1 + random.nextInt(seed % 4 == 0 ? 256 : 3);
            List<byte[]> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(12); i > 0; i--) {
                patterns.add(randomBytes(random, 1 + random.nextInt(7), alphabet));
            }
            LiteralAutomaton automaton = LiteralAutomaton.of(patterns);
            byte[] text = randomBytes(random, 200, alphabet);
            int state = LiteralAutomaton.ROOT;
            for (int end = 1; end <= text.length; end++) {
                state = automaton.next(state, text[end - 1]);
                String where = "seed " + seed + ", byte " + end;
                assertThat(automaton.match(state)).as(where).isEqualTo(longestEnding(patterns, text, end));
                assertThat(automaton.isMatch(state)).as(where).isEqualTo(automaton.match(state) >= 0);
                int depth = longestBegun(patterns, text, end);
                assertThat(automaton.depth(state)).as(where).isEqualTo(depth);
                assertThat(automaton.prefix(state)).as(where).isEqualTo(Arrays.copyOfRange(text, end - depth, end));
            }
        }
    }

    @Test
    void shouldFindTheNextByteThatBeginsAPattern() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<byte[]> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                patterns.add(randomBytes(random, 2, 256));
            }
            LiteralAutomaton automaton = LiteralAutomaton.of(patterns);
            byte[] text = randomBytes(random, random.nextInt(100), 256);
            for (byte[] pattern : patterns) {
                if (text.length > 0 && random.nextBoolean()) {
                    text[random.nextInt(text.length)] = (byte) (pattern[0] + (random.nextBoolean() ? 1 : 0));
                    text[random.nextInt(text.length)] = pattern[0];
                }
            }
            int to = text.length - random.nextInt(text.length + 1) / 2;
            for (int from = 0; from <= to; from++) {
                int expected = from;
                while (expected < to
                        && automaton.next(LiteralAutomaton.ROOT, text[expected]) == LiteralAutomaton.ROOT) {
                    expected++;
                }
                assertThat(automaton.findStart(text, from, to))
                        .as("seed " + seed + ", from " + from + " to " + to)
                        .isEqualTo(expected);
            }
        }
    }

    private static LiteralAutomaton automaton(String... patterns) {
        return LiteralAutomaton.of(
                Arrays.stream(patterns).map(LiteralAutomatonTest::bytes).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int run(LiteralAutomaton automaton, String text) {
        int state = LiteralAutomaton.ROOT;
        for (byte b : bytes(text)) {
            state = automaton.next(state, b);
        }
        return state;
    }

    /** Each match as {@code from-to:id}; only the longest one at each end. */
    private static List<String> matches(LiteralAutomaton automaton, String text) {
        List<String> found = new ArrayList<>();
        int state = LiteralAutomaton.ROOT;
        int end = 0;
        for (byte b : bytes(text)) {
            state = automaton.next(state, b);
            end++;
            if (automaton.isMatch(state)) {
                int id = automaton.match(state);
                found.add((end - automaton.length(id)) + "-" + end + ":" + id);
            }
        }
        return found;
    }

    private static byte[] randomBytes(Random random, int length, int alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(alphabet);
        }
        return bytes;
    }

    private static int longestEnding(List<byte[]> patterns, byte[] text, int end) {
        int best = -1;
        for (int id = 0; id < patterns.size(); id++) {
            int from = end - patterns.get(id).length;
            if (from >= 0
                    && Arrays.equals(patterns.get(id), Arrays.copyOfRange(text, from, end))
                    && (best < 0 || patterns.get(id).length > patterns.get(best).length)) {
                best = id;
            }
        }
        return best;
    }

    private static int longestBegun(List<byte[]> patterns, byte[] text, int end) {
        int longest = 0;
        for (byte[] pattern : patterns) {
            for (int depth = Math.min(end, pattern.length); depth > longest; depth--) {
                if (Arrays.equals(pattern, 0, depth, text, end - depth, end)) {
                    longest = depth;
                }
            }
        }
        return longest;
    }
}

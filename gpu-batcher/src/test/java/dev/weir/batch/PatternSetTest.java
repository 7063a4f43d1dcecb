package dev.weir.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.matching.LiteralAutomaton;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ahocorasick.trie.Emit;
import org.ahocorasick.trie.Trie;
import org.junit.jupiter.api.Test;

class PatternSetTest {

    private static final int ROUNDS = 300;

    @Test
    void shouldTellOfAllCategoriesThatEndAtAByteAndOfTheLongestPattern() {
        PatternSet set = PatternSet.of(
                List.of(pattern("she", 0), pattern("he", 1), pattern("e", 63), pattern("he", 5), pattern("hers", 2)),
                true);
        assertThat(endings(set, "she")).containsExactly("3:0:" + (1L << 63 | 1 << 5 | 0b11));
        assertThat(endings(set, "hers")).containsExactly("2:1:" + (1L << 63 | 1 << 5 | 0b10), "4:4:4");
        assertThat(set.size()).isEqualTo(5);
        assertThat(set.longest()).isEqualTo(4);
    }

    @Test
    void shouldTakeSmallAndCapitalAsciiLettersForOneIfToldSo() {
        List<Pattern> patterns = List.of(pattern("ErRor@Ä", 3), pattern("[x`", 4));
        PatternSet folded = PatternSet.of(patterns, false);
        assertThat(endings(folded, "eRROR@Ä [X` {x@")).hasSize(2);
        assertThat(endings(folded, "error`Ä error@ä {X`")).isEmpty();
        assertThat(endings(PatternSet.of(patterns, true), "error@Ä [X` ErRor@Ä"))
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhatCannotBeFound() {
        assertThatThrownBy(() -> pattern("", 0)).hasMessage("a pattern of no bytes is everywhere");
        assertThatThrownBy(() -> pattern("a", 64)).hasMessage("category 64 is not one of those from 0 to 63");
        assertThatThrownBy(() -> PatternSet.of(List.of(), true)).hasMessage("no pattern to find");
    }

    @Test
    void shouldGiveTheFirstRowsToTheStatesNearestToTheRoot() {
        LiteralAutomaton automaton = PatternSet.of(List.of(pattern("abcdef", 0), pattern("xyz", 0)), true)
                .automaton();
        int depth = 0;
        for (int state = 0; state < automaton.firstMatching(); state += automaton.columns()) {
            assertThat(automaton.depth(state)).isGreaterThanOrEqualTo(depth);
            depth = automaton.depth(state);
        }
        assertThat(depth).isEqualTo(5);
    }

    @Test
    void shouldGiveADeviceTheSameAutomaton() {
        PatternSet set = PatternSet.of(List.of(pattern("he", 1), pattern("she", 2), pattern("is", 3)), false);
        LiteralAutomaton automaton = set.automaton();
        int shift = Integer.numberOfTrailingZeros(automaton.columns());
        assertThat(automaton.table()).hasSize(automaton.states() * automaton.columns());
        int state = 0;
        int expected = LiteralAutomaton.ROOT;
        for (byte b : "This, SHE is; he".getBytes(UTF_8)) {
            state = automaton.table()[state + automaton.byteColumns()[b & 0xFF]];
            expected = automaton.next(expected, b);
            assertThat(state).isEqualTo(expected);
            assertThat(state >= automaton.firstMatching()).isEqualTo(automaton.isMatch(expected));
            if (automaton.isMatch(state)) {
                int row = (state - automaton.firstMatching()) >>> shift;
                assertThat(set.patternsByMatchingRow()[row]).isEqualTo(set.pattern(state));
                assertThat(set.categoriesByMatchingRow()[row]).isEqualTo(set.categories(state));
            }
        }
    }

    @Test
    void shouldAgreeWithComparingEveryPatternAtEveryByte() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Pattern> patterns = patterns(random);
            byte[] text = text(random, patterns);
            boolean caseCounts = random.nextBoolean();
            List<String> expected = new ArrayList<>();
            for (int end = 1; end <= text.length; end++) {
                int longest = -1;
                long categories = 0;
                for (int id = 0; id < patterns.size(); id++) {
                    byte[] literal = patterns.get(id).literal();
                    if (Reference.endsWith(text, end, literal, caseCounts)) {
                        categories |= 1L << patterns.get(id).category();
                        longest = longest < 0
                                        || literal.length
                                                > patterns.get(longest).literal().length
                                ? id
                                : longest;
                    }
                }
                if (longest >= 0) {
                    expected.add(end + ":" + longest + ":" + categories);
                }
            }
            assertThat(endings(PatternSet.of(patterns, caseCounts), text))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
    }

    /** Another implementation of the same paper; bytes are its characters. */
    @Test
    void shouldFindTheCategoriesThatAnotherAhoCorasickFinds() {
        long found = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<Pattern> patterns = patterns(random);
            byte[] text = text(random, patterns);
            boolean caseCounts = random.nextBoolean();
            Trie.TrieBuilder trie = caseCounts ? Trie.builder() : Trie.builder().ignoreCase();
            patterns.forEach(pattern -> trie.addKeyword(characters(pattern.literal())));
            long[] expected = new long[text.length];
            for (Emit emit : trie.build().parseText(characters(text))) {
                for (Pattern pattern : patterns) {
                    String keyword = characters(pattern.literal());
                    if (caseCounts ? keyword.equals(emit.getKeyword()) : keyword.equalsIgnoreCase(emit.getKeyword())) {
                        expected[emit.getEnd()] |= 1L << pattern.category();
                    }
                }
            }
            PatternSet set = PatternSet.of(patterns, caseCounts);
            long[] actual = new long[text.length];
            int state = LiteralAutomaton.ROOT;
            for (int i = 0; i < text.length; i++) {
                state = set.automaton().next(state, text[i]);
                actual[i] = set.automaton().isMatch(state) ? set.categories(state) : 0;
                found += Long.bitCount(actual[i]);
            }
            assertThat(actual).as("seed " + seed).isEqualTo(expected);
        }
        assertThat(found).isGreaterThan(10L * ROUNDS);
    }

    private static String characters(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static Pattern pattern(String literal, int category) {
        return new Pattern(literal.getBytes(UTF_8), category);
    }

    private static List<String> endings(PatternSet set, String text) {
        return endings(set, text.getBytes(UTF_8));
    }

    /** Where patterns end, as {@code end:pattern:categories}. */
    private static List<String> endings(PatternSet set, byte[] text) {
        List<String> endings = new ArrayList<>();
        int state = LiteralAutomaton.ROOT;
        for (int end = 1; end <= text.length; end++) {
            state = set.automaton().next(state, text[end - 1]);
            if (set.automaton().isMatch(state)) {
                endings.add(end + ":" + set.pattern(state) + ":" + set.categories(state));
            }
        }
        return endings;
    }

    /** Of ASCII letters in either case and their neighbours, so that all folding by mistake shows. */
    private static List<Pattern> patterns(Random random) {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            patterns.add(new Pattern(bytes(random, 1 + random.nextInt(6)), random.nextInt(64)));
        }
        return patterns;
    }

    private static byte[] text(Random random, List<Pattern> patterns) {
        byte[] text = bytes(random, 400);
        for (int i = 0; i < 40; i++) {
            byte[] literal = patterns.get(random.nextInt(patterns.size())).literal();
            System.arraycopy(literal, 0, text, random.nextInt(text.length - literal.length), literal.length);
        }
        return text;
    }

    private static byte[] bytes(Random random, int length) {
        String alphabet = "aAbBzZ@[`{\0\u007f";
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        return bytes;
    }
}

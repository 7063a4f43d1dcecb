package dev.weir.matching;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ahocorasick.trie.Emit;
import org.ahocorasick.trie.Trie;
import org.junit.jupiter.api.Test;

/** Compares with another implementation of the same paper: bytes are its characters. */
class AhoCorasickOracleTest {

    private static final int ROUNDS = 500;
    private static final int TEXT_BYTES = 2_000;

    @Test
    void shouldFindWhatAnotherAhoCorasickFinds() {
        long found = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            int alphabet = seed % 5 == 0 ? 256 : 2 + random.nextInt(6);
            List<byte[]> patterns = patterns(random, alphabet);
            byte[] text = text(random, alphabet, patterns);
            int[] expected = longestByEnd(patterns, text);
            LiteralAutomaton automaton = LiteralAutomaton.of(patterns);
            int state = LiteralAutomaton.ROOT;
            int[] actual = new int[text.length];
            for (int i = 0; i < text.length; i++) {
                state = automaton.next(state, text[i]);
                int id = automaton.match(state);
                actual[i] = id < 0 ? 0 : automaton.length(id);
                found += id < 0 ? 0 : 1;
            }
            assertThat(actual)
                    .as("length of the longest match at each end, seed " + seed)
                    .isEqualTo(expected);
        }
        assertThat(found).isGreaterThan(ROUNDS * 10L);
    }

    private static List<byte[]> patterns(Random random, int alphabet) {
        List<byte[]> patterns = new ArrayList<>();
        for (int i = 1 + random.nextInt(60); i > 0; i--) {
            patterns.add(bytes(random, 1 + random.nextInt(12), alphabet));
        }
        return patterns;
    }

    /** Random bytes with whole patterns and beginnings of patterns strewn in. */
    private static byte[] text(Random random, int alphabet, List<byte[]> patterns) {
        byte[] text = bytes(random, TEXT_BYTES, alphabet);
        for (int i = 0; i < 50; i++) {
            byte[] pattern = patterns.get(random.nextInt(patterns.size()));
            int length = random.nextBoolean() ? pattern.length : random.nextInt(pattern.length + 1);
            System.arraycopy(pattern, 0, text, random.nextInt(TEXT_BYTES - length), length);
        }
        return text;
    }

    private static int[] longestByEnd(List<byte[]> patterns, byte[] text) {
        Trie.TrieBuilder builder = Trie.builder();
        patterns.forEach(pattern -> builder.addKeyword(new String(pattern, ISO_8859_1)));
        int[] longest = new int[text.length];
        for (Emit emit : builder.build().parseText(new String(text, ISO_8859_1))) {
            longest[emit.getEnd()] = Math.max(longest[emit.getEnd()], emit.size());
        }
        return longest;
    }

    private static byte[] bytes(Random random, int length, int alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(alphabet);
        }
        return bytes;
    }
}

package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the filter with an alternation of java.util.regex on made-up words and texts. */
class MatchPropertiesTest {

    private static final int ROUNDS = 400;
    /** Few letters, so that words overlap and begin in one another; some of two, three and four bytes. */
    private static final String[] LETTERS = {"a", "A", "b", "-", " ", "_", "7", "é", "É", "—", "错", "\uD83D\uDE00", "ß"
    };
    /** What java.util.regex takes for a character of a word, as the filter does. */
    private static final String WORD = "[[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]&&[^\\p{IsHan}]]";

    private static String text(Random random, int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private static Map<String, Set<String>> sets(Random random) {
        Map<String, Set<String>> sets = new TreeMap<>();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            String word = text(random, 1 + random.nextInt(4));
            if (!word.isBlank()) {
                sets.computeIfAbsent("c" + random.nextInt(4), name -> new TreeSet<>())
                        .add(word);
            }
        }
        sets.computeIfAbsent("c0", name -> new TreeSet<>()).add("ab");
        return sets;
    }

    private static String json(Map<String, Set<String>> sets) {
        return sets.entrySet().stream()
                .map(set -> "\"" + set.getKey() + "\":"
                        + set.getValue().stream().collect(Collectors.joining("\",\"", "[\"", "\"]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Whether a word of a set is in a text, and where the one that ends first begins; of those the longest. */
    private static boolean isIn(String text, Set<String> words, boolean caseCounts, boolean wholeWords) {
        for (String word : words) {
            String quoted = Pattern.quote(word);
            String before = wholeWords && Pattern.matches("(?s)" + WORD + ".*", word) ? "(?<!" + WORD + ")" : "";
            String behind = wholeWords && Pattern.matches("(?s).*" + WORD, word) ? "(?!" + WORD + ")" : "";
            int flags = caseCounts ? 0 : Pattern.CASE_INSENSITIVE;
            if (Pattern.compile(before + quoted + behind, flags).matcher(text).find()) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldFindWhatRegularExpressionsFind() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int found = 0;
        int notFound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean caseCounts = random.nextBoolean();
            boolean wholeWords = random.nextInt(4) > 0;
            Map<String, Set<String>> sets = sets(random);
            String text = text(random, random.nextInt(30));
            Match type = new Match();
            MatchFactory factory = type.configure(new OptionValues(
                    type.options(),
                    Map.of(
                            "patterns", json(sets),
                            "ignore-case", Boolean.toString(!caseCounts),
                            "whole-words", Boolean.toString(wholeWords),
                            "on-match", random.nextBoolean() ? "alert" : "tag")));
            String where = "seed " + seed + ", round " + round + ": " + sets + " in '" + text + "', case counts: "
                    + caseCounts + ", whole words: " + wholeWords;

            Recording recording =
                    Chunkings.checkAll(() -> factory.open(Channel.CONTENT, false), text.getBytes(UTF_8), seed);

            for (Map.Entry<String, Set<String>> set : sets.entrySet()) {
                boolean is = isIn(text, set.getValue(), caseCounts, wholeWords);
                assertThat(recording.tags().contains(set.getKey()))
                        .as(where + ", " + set.getKey())
                        .isEqualTo(is);
                found += is ? 1 : 0;
                notFound += is ? 0 : 1;
            }
        }
        assertThat(found).as("seed " + seed).isGreaterThan(ROUNDS / 10);
        assertThat(notFound).as("seed " + seed).isGreaterThan(ROUNDS / 10);
    }
}

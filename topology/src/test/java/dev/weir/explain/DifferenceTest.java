package dev.weir.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final String PROSE = "The quick brown fox jumps over the lazy dog and finds a heap of words. ";

    @Test
    void shouldFindNothingBetweenEqualTexts() {
        assertThat(edits("", "")).isEmpty();
        assertThat(edits("{\"a\": 1}", "{\"a\": 1}")).isEmpty();
    }

    @Test
    void shouldFindEachChangeAndNoMore() {
        assertThat(edits("{'a': [1, 2,]}", "{\"a\": [1, 2]}")).containsExactly("'a' => \"a\"", ", => ");
        assertThat(edits("[1, 2", "[1, 2]")).containsExactly(" => ]");
        assertThat(edits("", "null")).containsExactly(" => null");
        assertThat(edits("gone", "")).containsExactly("gone => ");
    }

    @Test
    void shouldFindALongDeletionBetweenOtherChanges() {
        String rows = "{\"id\": 1, \"name\": \"first\"}, {\"id\": 2, \"name\": \"second\"}";
        assertThat(edits("\ufeff" + PROSE.repeat(9) + rows + ",", rows))
                .containsExactly("\ufeff" + PROSE.repeat(9) + " => ", ", => ");
        assertThat(edits("[1,]" + PROSE.repeat(9) + rows + PROSE.repeat(9), "[1]" + rows))
                .containsExactly(",]" + PROSE.repeat(9) + " => ]", PROSE.repeat(9) + " => ");
    }

    @Test
    void shouldFindManyChangesCloseTogether() {
        List<String> edits = edits("{'k': True, }, ".repeat(4_000), "{\"k\": true}, ".repeat(4_000));
        assertThat(edits).hasSize(3 * 4_000).startsWith("'k' => \"k\"", "T => t", ",  => ");
    }

    @Test
    void shouldSayNothingOfTheEndsOfTextsThatGoOn() {
        String before = "['a', 'b', 'c', " + "1, ".repeat(20) + "None, None, No";
        String after = "[\"a\", \"b\", \"c\", " + "1, ".repeat(20) + "null, nu";
        List<Edit> edits = Difference.between(symbols(before), symbols(after), true);
        assertThat(edits).extracting(Edit::from).containsExactly(1, 6, 11);
    }

    @Test
    void shouldMakeTheTextAfterOfTheTextBefore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String before = text(random, random.nextInt(400));
            String after = damaged(random, before);
            StringBuilder made = new StringBuilder();
            int place = 0;
            for (Edit edit : Difference.between(symbols(before), symbols(after), false)) {
                assertThat(edit.from()).as("seed %d, round %d", seed, round).isGreaterThanOrEqualTo(place);
                made.append(before, place, edit.from()).append(after, edit.afterFrom(), edit.afterTo());
                place = edit.to();
            }
            made.append(before, place, before.length());
            assertThat(made.toString()).as("seed %d, round %d", seed, round).isEqualTo(after);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab,\"".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    private static String damaged(Random random, String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(8); i > 0; i--) {
            int from = random.nextInt(damaged.length() + 1);
            int to = Math.min(damaged.length(), from + random.nextInt(random.nextBoolean() ? 4 : 300));
            damaged.replace(from, to, text(random, random.nextInt(4)));
        }
        return damaged.toString();
    }

    private static List<String> edits(String before, String after) {
        return Difference.between(symbols(before), symbols(after), false).stream()
                .map(edit -> before.substring(edit.from(), edit.to()) + " => "
                        + after.substring(edit.afterFrom(), edit.afterTo()))
                .toList();
    }

    private static int[] symbols(String text) {
        return text.chars().toArray();
    }
}

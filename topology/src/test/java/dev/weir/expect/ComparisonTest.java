package dev.weir.expect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ExpectedRecord;
import dev.weir.config.ExpectedRecord.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    private static List<ExpectedRecord> expected(String... values) {
        return Stream.of(values)
                .map(value -> new ExpectedRecord(new Expectation.Text(value), null, Map.of()))
                .toList();
    }

    private static List<ActualRecord> actual(String... values) {
        return Stream.of(values)
                .map(value -> new ActualRecord(value, "k", Map.of("weir-flags", "loop")))
                .toList();
    }

    private static List<Mismatch> json(String expected, String actual) {
        return Comparison.of(
                List.of(new ExpectedRecord(new Expectation.Json(expected), null, Map.of())), actual(actual));
    }

    @Test
    void shouldFindNothingWhereAllIsAsExpected() {
        assertThat(Comparison.of(expected("a", "b"), actual("a", "b"))).isEmpty();
        assertThat(Comparison.of(expected(), actual())).isEmpty();
    }

    @Test
    void shouldSayWhichRecordIsMissingAndNotThatAllBehindItDiffer() {
        assertThat(Comparison.of(expected("a", "b", "c"), actual("b", "c")))
                .containsExactly(new Mismatch(1, "", "a", null));
        assertThat(Comparison.of(expected("a", "b", "c"), actual("a", "c")))
                .containsExactly(new Mismatch(2, "", "b", null));
    }

    @Test
    void shouldSayWhichRecordWasNotExpected() {
        assertThat(Comparison.of(expected("b"), actual("a", "b", "c")))
                .containsExactly(new Mismatch(1, "", null, "a"), new Mismatch(3, "", null, "c"));
        assertThat(Comparison.of(expected(), actual("a"))).containsExactly(new Mismatch(1, "", null, "a"));
    }

    @Test
    void shouldPairRecordsThatDifferByTheirPlaceBetweenThoseThatAgree() {
        assertThat(Comparison.of(expected("a", "x", "c"), actual("a", "b", "c")))
                .containsExactly(new Mismatch(2, "value", "x", "b"));
    }

    @Test
    void shouldNoticeRecordsInAnotherOrder() {
        assertThat(Comparison.of(expected("a", "b"), actual("b", "a"))).hasSize(2);
    }

    @Test
    void shouldCompareOnlyWhatIsNamed() {
        ActualRecord record = new ActualRecord("v", null, Map.of("weir-flags", "loop", "other", "1"));
        Expectation nothing = new Expectation.Nothing();
        Expectation text = new Expectation.Text("x");

        assertThat(of(new ExpectedRecord(null, null, Map.of()), record)).isEmpty();
        assertThat(of(new ExpectedRecord(null, nothing, Map.of("weir-error", nothing)), record))
                .isEmpty();
        assertThat(of(
                        new ExpectedRecord(nothing, text, Map.of("weir-flags", text, "no", text, "other", nothing)),
                        record))
                .containsExactlyInAnyOrder(
                        new Mismatch(1, "value", null, "v"),
                        new Mismatch(1, "key", "x", null),
                        new Mismatch(1, "headers.weir-flags", "x", "loop"),
                        new Mismatch(1, "headers.no", "x", null),
                        new Mismatch(1, "headers.other", null, "1"));
    }

    private static List<Mismatch> of(ExpectedRecord expected, ActualRecord actual) {
        return Comparison.of(List.of(expected), List.of(actual));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {\"a\": 1}",
                "{\"a\": {\"b\": 1}} | {\"c\": 0, \"a\": {\"b\": 1.0, \"c\": [1]}}",
                "{\"a\": [{\"b\": true}, null]} | {\"a\": [{\"b\": true, \"c\": 2}, null]}",
                "[1e2, \"x\"] | [100, \"x\"]",
                "7 | 7.00"
            })
    void shouldCompareTheMembersOfJsonThatAreNamed(String expected, String actual) {
        assertThat(json(expected, actual)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1} | {\"a\": 2} | value.a | 1 | 2",
                "{\"a\": 1} | {\"a\": \"1\"} | value.a | 1 | \"1\"",
                "{\"a\": null} | {\"a\": false} | value.a | null | false",
                "{\"a\": null} | {} | value.a | null | ",
                "{\"a\": [1, 2]} | {\"a\": [1]} | value.a | [1,2] | [1]",
                "{\"a\": [1, {\"b\": 2}]} | {\"a\": [1, {\"b\": []}]} | value.a[1].b | 2 | []",
                "{\"a\": {}} | {\"a\": [true, \"é\"]} | value.a | {} | [true,\"é\"]",
                "{} | {\"a\": 1} 2 | value | {} | {\"a\": 1} 2",
                "{} | text | value | {} | text"
            })
    void shouldSayWhereJsonDiffers(String expected, String actual, String path, String was, String is) {
        assertThat(json(expected, actual)).containsExactly(new Mismatch(1, path, was, is));
    }

    @Test
    void shouldNeverPairFewerThanAnyOtherPairingInOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String[] wanted = words(random);
            String[] came = words(random);

            long agreeing = wanted.length
                    - Comparison.of(expected(wanted), actual(came)).stream()
                            .filter(mismatch -> mismatch.expected() != null)
                            .count();

            assertThat(agreeing).as("seed %d, round %d", seed, round).isEqualTo(longest(wanted, came, 0, 0));
        }
    }

    private static String[] words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            words.add(String.valueOf((char) ('a' + random.nextInt(3))));
        }
        return words.toArray(String[]::new);
    }

    /** The length of the longest common subsequence, by trying all. */
    private static long longest(String[] one, String[] other, int i, int j) {
        if (i == one.length || j == other.length) {
            return 0;
        }
        long skipped = Math.max(longest(one, other, i + 1, j), longest(one, other, i, j + 1));
        return one[i].equals(other[j]) ? Math.max(skipped, 1 + longest(one, other, i + 1, j + 1)) : skipped;
    }
}

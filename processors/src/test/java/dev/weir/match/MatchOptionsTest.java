package dev.weir.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchOptionsTest {

    private static final Match TYPE = new Match();

    private static String list(int words) {
        return IntStream.range(0, words).mapToObj(i -> "\"w" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void shouldReadAMapOfCategories() {
        assertThat(WordSets.read("{\"b\": [\"x\", 404], \"a\": \"y\", \"c\": []}"))
                .isEqualTo(new WordSets(
                        List.of("a", "b", "c"),
                        List.of(new WordSets.Word("y", 0), new WordSets.Word("x", 1), new WordSets.Word("404", 1))));
    }

    @Test
    void shouldTakeAListForOneCategory() {
        assertThat(WordSets.read("[\"x\"]").categories()).containsExactly("match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "`` ;",
                "3 ;",
                "[] ; there is no word in it",
                "{} ; there is no word in it",
                "[\"a\"] 1 ; something stands behind it",
                "{\"a\": [\"x\", \" \"]} ; word 2 of category 'a' is blank",
                "{\"a\": {\"b\": 1}} ; word 1 of category 'a' is not a text",
                "{\"a\": [null]} ; word 1 of category 'a' is not a text",
                "[\"\\ud800\"] ; word 1 of category 'match' has half of a character",
                "{\"a,b\": [\"x\"]} ; 'a,b' cannot name a category, which takes 1 to 64 characters without a comma",
                "{\"a\": [\"x\"], \"a\": []} ; a category stands twice at line 1, column 17",
                "[\"a\" ; not JSON at line 1, column 5"
            })
    void shouldSayWhatIsWrongWithTheWords(String json, @Nullable String problem) {
        assertThatThrownBy(() -> WordSets.read(json))
                .isInstanceOf(OptionException.class)
                .hasMessage("patterns: '" + json + "' is not a map of categories and their words, such as"
                        + " {disk: [I/O error, no space left]}, or a list of words"
                        + (problem == null ? "" : "; " + problem));
    }

    @Test
    void shouldSayHowManyWordsThereMayBe() {
        assertThatCode(() -> WordSets.read(list(100_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> WordSets.read(list(100_001)))
                .hasMessageEndingWith("it has 100001 words, and there may be 100000");
        String categories = IntStream.range(0, 65)
                .mapToObj(i -> "\"c" + i + "\": \"x\"")
                .collect(Collectors.joining(",", "{", "}"));
        assertThatThrownBy(() -> WordSets.read(categories))
                .hasMessageEndingWith("it has 65 categories, and there may be 64");
        assertThatThrownBy(() -> WordSets.read("[\"" + "é".repeat(513) + "\"]"))
                .hasMessageEndingWith("word 1 of category 'match' has 1026 bytes, and there may be 1024");
    }

    @Test
    void shouldSayWhatMemoryIsMissing() {
        WordSets words = WordSets.read(list(100_000));

        assertThatThrownBy(() -> words.checkMemory(false, true, 16L << 20))
                .hasMessage(
                        "patterns: '100000 words' is not a set that there is memory for: to compile it takes 12 MiB,"
                                + " and Java has 16 in all; -Xmx gives it more");
        assertThatCode(() -> words.checkMemory(false, true, 32L << 20)).doesNotThrowAnyException();
    }

    @Test
    void shouldDropOnlyLogLines() {
        OptionValues drop = new OptionValues(TYPE.options(), Map.of("patterns", "[\"x\"]", "on-match", "drop"));

        assertThatCode(() -> TYPE.check(drop, PipelineKind.LOG)).doesNotThrowAnyException();
        assertThatThrownBy(() -> TYPE.check(drop, PipelineKind.LLM))
                .hasMessage("on-match: 'drop' is not possible in a pipeline of kind llm; it is for log lines");
    }
}

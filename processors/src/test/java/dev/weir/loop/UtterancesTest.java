package dev.weir.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtterancesTest {

    private static Utterance arguments(String text) {
        return said(ArgumentsText::new, text);
    }

    private static Utterance message(String text) {
        return said(MessageText::new, text);
    }

    /** Whole, and byte by byte with the state saved and restored at every byte: the two must not differ. */
    private static Utterance said(Supplier<UtteranceText> fresh, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        UtteranceText whole = fresh.get();
        whole.accept(bytes, 0, bytes.length);
        UtteranceText piecewise = fresh.get();
        for (int i = 0; i < bytes.length; i++) {
            piecewise.accept(bytes, i, 1);
            StateWriter state = new StateWriter();
            piecewise.save(state);
            StateReader reader = new StateReader(state.toByteArray());
            piecewise = fresh.get();
            piecewise.restore(reader);
            assertThat(reader.atEnd()).isTrue();
        }
        Utterance utterance = whole.utterance();
        assertThat(piecewise.utterance()).as(text).isEqualTo(utterance);
        return utterance;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}|{ \"b\" : 2 ,\t\"a\" : 1 }",
                "{\"a\":{\"x\":[1,2],\"y\":null}}|{\"a\":{\"y\":null,\"x\":[1, 2]}}",
                "[1]|[1.0]",
                "[1]|[1e0]",
                "[100]|[1E+2]",
                "[0.5]|[5e-1]",
                "[-0]|[0.00]",
                "[1e999999999]|[10e999999998]",
                "\"A/\"|\"\\u0041\\/\"",
                "\"\u00e9\ud83d\ude00\"|\"\\u00E9\\uD83D\\uDE00\"",
                "\"\\n\"|\"\\u000a\"",
                "{}|`  `",
            })
    void shouldTakeArgumentsForTheSameThatMeanTheSame(String one, String other) {
        assertThat(arguments(one).fingerprint()).isEqualTo(arguments(other).fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}|{\"a\":2,\"b\":1}",
                "[1,2]|[2,1]",
                "[1,[2]]|[[1],2]",
                "[]|{}",
                "[[]]|[]",
                "[1]|[\"1\"]",
                "[true]|[\"true\"]",
                "[null]|[]",
                "[9007199254740993]|[9007199254740992]",
                "\"a\"|\"a \"",
                "\"\\ud83d\"|\"\\ude00\"",
                "{\"a\":\"b\"}|{\"b\":\"a\"}",
                "{\"a\":{}}|{\"a\":[]}",
                "{\"a\":1}|{\"a\":1}x",
            })
    void shouldTellArgumentsApartThatMeanDifferentThings(String one, String other) {
        assertThat(arguments(one).fingerprint()).isNotEqualTo(arguments(other).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1",
                "{\"a\":1,}",
                "{'a':1}",
                "[01]",
                "[1.]",
                "[+1]",
                "nul",
                "{\"a\" 1}",
                "\"\\x\"",
                "\"\\u12g4\"",
                "[1 2]",
                "}",
                "1 1"
            })
    void shouldTakeArgumentsForTextThatAreNoJson(String text) {
        assertThat(arguments(text).fingerprint())
                .isEqualTo(arguments("  " + text.replace(" ", "\n ") + " ").fingerprint())
                .isNotEqualTo(arguments(text + "?").fingerprint());
    }

    @Test
    void shouldTakeMessagesForTheSameWhateverTheirWhiteSpace() {
        Random random = new Random(3);
        String alphabet = "ab  \t\n\r\u000b\u0001\u001f\u00a0\u00e9";
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(60), 0, alphabet.length())
                    .mapToObj(at -> String.valueOf(alphabet.charAt(random.nextInt(3) == 0 ? at : 0)))
                    .collect(Collectors.joining());
            String spaced = text.replaceAll("[\t-\r ]+", " ").replaceAll("^ | $", "");

            Utterance utterance = message(text);
            assertThat(utterance.fingerprint())
                    .as(text)
                    .isEqualTo(message(spaced).fingerprint());
            assertThat(utterance.sample()).isEqualTo(spaced);
        }
    }

    @Test
    void shouldTakeJsonForTextThatIsDeeperThanArgumentsAre() {
        String deep = "[".repeat(65) + "]".repeat(65);
        assertThat(arguments(deep).fingerprint())
                .isNotEqualTo(arguments(deep.replace("]", " ]")).fingerprint());
        String limit = "[".repeat(64) + "]".repeat(64);
        assertThat(arguments(limit).fingerprint())
                .isEqualTo(arguments(limit.replace("]", " ]")).fingerprint());
    }

    @Test
    void shouldNotMindTheWhiteSpaceOfMessages() {
        assertThat(message(" Let me\n\n check.\t")).isEqualTo(message("Let me check."));
        assertThat(message("Let me check.").fingerprint())
                .isNotEqualTo(message("Letme check.").fingerprint());
        String longText = "All work and no play. ".repeat(60);
        assertThat(message(longText + "\n")).isEqualTo(message(longText));
        assertThat(message(longText).fingerprint())
                .isNotEqualTo(message(longText + "x").fingerprint());
    }

    @Test
    void shouldSampleTheBeginningInWholeCharacters() {
        assertThat(message("\u4e2d".repeat(200)).sample()).isEqualTo("\u4e2d".repeat(80));
        assertThat(message(" Yes. "))
                .extracting(Utterance::sample, Utterance::bytes)
                .containsExactly("Yes.", 4L);
        assertThat(new MessageText().saysSomething()).isFalse();
    }
}

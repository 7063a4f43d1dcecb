package dev.weir.match;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.DroppedException;
import dev.weir.filter.Filter;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {

    private static final String SETS = "{\"disk\": [\"I/O error\", \"no space\"], \"net\": [\"timeout\", \"reset\"],"
            + " \"all\": [\"Timeout\", \"out\"]}";

    private static MatchFactory factory(String... options) {
        Map<String, String> written = new HashMap<>(Map.of(Match.PATTERNS, SETS));
        for (int i = 0; i < options.length; i += 2) {
            written.put(options[i], options[i + 1]);
        }
        Match type = new Match();
        return type.configure(new OptionValues(type.options(), written));
    }

    private static Filter open(MatchFactory factory) {
        return factory.open(Channel.CONTENT, false);
    }

    private static Recording run(String text, String... options) {
        MatchFactory factory = factory(options);
        Recording recording = Chunkings.checkAll(() -> open(factory), text.getBytes(UTF_8), text.hashCode());
        assertThat(recording.text()).isEqualTo(text);
        assertThat(recording.flags()).isEqualTo(recording.tags().isEmpty() ? Set.of() : Set.of("match"));
        return recording;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "all is well; ''",
                "sda: I/O error, no space; disk",
                "RESET by peer; net",
                "a Timeout; all,net",
                "timeouts and a presets; ''",
                "time out; all",
                "no  space; ''",
                "i/o errors; ''",
                "AI/O error; ''",
                "'(I/O error)'; disk",
                "reset_count=3; ''",
                "reset2; ''",
                "reset-count; net",
                "reset; net"
            })
    void shouldTagWhatHasAWord(String text, String categories) {
        assertThat(String.join(",", run(text).tags())).isEqualTo(categories);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "“reset”; net",
                "reset—reset; net",
                "éreset; ''",
                "reseté; ''",
                "Ωreset; ''",
                "发生reset错误; net",
                "reset\u0301; ''",
                "\uD83D\uDE00reset\uD83D\uDE00; net",
                "\uD835\uDC9Creset; ''"
            })
    void shouldKnowTheCharactersOfWordsBeyondAscii(String text, String categories) {
        assertThat(String.join(",", run(text).tags())).isEqualTo(categories);
    }

    @Test
    void shouldTakeBytesThatAreNoTextForNoWord() {
        for (byte[] stray : new byte[][] {{(byte) 0x80}, {(byte) 0xE2, (byte) 0x82}, {(byte) 0xFF}, {(byte) 0xC3}}) {
            byte[] text = new byte[2 * stray.length + 5];
            System.arraycopy(stray, 0, text, 0, stray.length);
            System.arraycopy("reset".getBytes(UTF_8), 0, text, stray.length, 5);
            System.arraycopy(stray, 0, text, stray.length + 5, stray.length);
            MatchFactory factory = factory();

            assertThat(Chunkings.checkAll(() -> open(factory), text, 1).tags()).containsExactly("net");
        }
    }

    @Test
    void shouldFindAShortWordWhereALongOneThatEndsThereIsInsideAWord() {
        String sets = "{\"long\": [\"foo-bar\"], \"short\": [\"bar\"]}";

        assertThat(run("xfoo-bar", Match.PATTERNS, sets).tags()).containsExactly("short");
        assertThat(run("foo-bar", Match.PATTERNS, sets).tags()).containsExactly("long", "short");
    }

    @Test
    void shouldFindPartsOfWordsWhereTheyCount() {
        assertThat(run("timeouts and presets", "whole-words", "false").tags()).containsExactly("all", "net");
    }

    @Test
    void shouldTellCapitalLettersApartWhereTheyCount() {
        assertThat(run("a Timeout", "ignore-case", "false").tags()).containsExactly("all");
        assertThat(run("a timeout", "ignore-case", "false").tags()).containsExactly("net");
    }

    @Test
    void shouldAlertOfTheFirstOfEachCategory() {
        Recording recording = run("a timeout, a reset, no space, RESET, no space", "on-match", "alert");

        assertThat(recording.alerts())
                .containsExactly(
                        new Alert("match", "all", 2, Map.of("pattern", "Timeout")),
                        new Alert("match", "net", 2, Map.of("pattern", "Timeout")),
                        new Alert("match", "disk", 20, Map.of("pattern", "no space")));
    }

    @Test
    void shouldNotAlertAgainAfterOtherCategoriesCameAndWent() {
        Filter before = open(factory("on-match", "alert"));
        Recording recording = new Recording();
        accept(before, "a reset and no space ", recording);

        Filter after =
                restored(before, factory("on-match", "alert", Match.PATTERNS, "{\"aa\": \"b\", \"net\": [\"reset\"]}"));
        accept(after, "a reset and b ", recording);

        assertThat(recording.alerts()).extracting(Alert::kind).containsExactly("net", "disk", "aa");
    }

    private static void accept(Filter filter, String text, Recording recording) {
        byte[] bytes = text.getBytes(UTF_8);
        filter.accept(bytes, 0, bytes.length, recording);
    }

    private static Filter restored(Filter saved, MatchFactory factory) {
        StateWriter state = new StateWriter();
        saved.save(state);
        Filter filter = open(factory);
        filter.restore(new StateReader(state.toByteArray()));
        return filter;
    }

    @Test
    void shouldGoOnWithOtherWords() {
        Filter before = open(factory(Match.PATTERNS, "[\"disk full\"]"));
        Recording recording = new Recording();
        accept(before, "the disk fu", recording);

        Filter after =
                restored(before, factory(Match.PATTERNS, "{\"a\": [\"full\"], \"b\": [\"disk full\", \"the disk\"]}"));
        accept(after, "ll", recording);
        after.finish(recording);

        assertThat(recording.tags()).containsExactly("a", "b");
    }

    @Test
    void shouldRememberNoMoreThanItNeeds() {
        Filter filter = open(factory());
        accept(filter, "x".repeat(10_000) + " time", new Recording());
        StateWriter state = new StateWriter();
        filter.save(state);

        assertThat(state.size()).isLessThan(20);
    }

    @Test
    void shouldSayOfAStateThatItIsNone() {
        StateWriter state = new StateWriter();
        state.writeLong(1);
        state.writeBytes("more than one".getBytes(UTF_8));
        state.writeInt(0);

        assertThatThrownBy(() -> open(factory()).restore(new StateReader(state.toByteArray())))
                .isInstanceOf(MalformedStateException.class)
                .hasMessage("state has the last 13 of 1 bytes");
    }

    @Test
    void shouldDropALineOnceAWordIsSureToBeInIt() {
        Filter filter = factory("on-match", "drop").open(Channel.CONTENT, true);
        Recording recording = new Recording();
        accept(filter, "connection rese", recording);
        accept(filter, "t", recording);

        assertThatThrownBy(() -> filter.finish(recording)).isInstanceOf(DroppedException.class);
        assertThatThrownBy(() -> accept(factory("on-match", "drop").open(Channel.CONTENT, true), "reset!", recording))
                .isInstanceOf(DroppedException.class);
        Filter passing = factory("on-match", "drop").open(Channel.CONTENT, true);
        accept(passing, "resets", recording);
        passing.finish(recording);
        assertThat(recording.flags()).isEmpty();
    }

    @Test
    void shouldLookAtEveryChannel() {
        for (Channel channel : List.of(Channel.CONTENT, Channel.THINKING, Channel.arguments(3))) {
            Filter filter = factory().open(channel, false);
            Recording recording = new Recording();
            accept(filter, "a reset ", recording);
            assertThat(recording.tags()).containsExactly("net");
        }
    }
}

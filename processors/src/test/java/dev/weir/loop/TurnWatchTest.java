package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Alert;
import dev.weir.filter.ConversationFactory;
import dev.weir.filter.ConversationFilter;
import dev.weir.filter.ConversationOutput;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Turn;
import dev.weir.filter.Utterance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Conversations written as words: {@code read:a} is a call of {@code read} with arguments {@code a}, {@code "a} a message of
 * 100 bytes, {@code 'a} one of 5, {@code user} a turn of the user.
 */
class TurnWatchTest {

    private static @Nullable ConversationFactory factory(String... options) {
        Map<String, String> written = new HashMap<>();
        for (String option : options) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }
        DetectLoops type = new DetectLoops();
        return type.configure(new OptionValues(type.options(), written)).conversations();
    }

    private static ConversationFilter watch(String... options) {
        return Objects.requireNonNull(factory(options)).open();
    }

    private static final class Heard implements ConversationOutput {
        private final List<String> alerts = new ArrayList<>();
        private final List<Alert> details = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private int turn;

        @Override
        public void flag(String flag) {
            flags.add(turn + " " + flag);
        }

        @Override
        public void alert(Alert alert) {
            Map<String, Object> told = alert.details();
            boolean ended = Boolean.TRUE.equals(told.get("ended"));
            alerts.add(turn + (ended ? " ended " : " " + told.get("level") + " ") + told.get("repeats") + " x "
                    + told.get("period"));
            details.add(alert);
        }
    }

    private static void say(ConversationFilter watch, String word, Heard heard) {
        heard.turn++;
        if (word.equals("user")) {
            watch.userTurn(heard);
        } else if (word.startsWith("\"")) {
            watch.accept(new Turn(null, new Utterance(word.hashCode(), 100, word)), heard);
        } else if (word.startsWith("'")) {
            watch.accept(new Turn(null, new Utterance(word.hashCode(), 5, word)), heard);
        } else {
            String[] call = word.split(":", -1);
            watch.accept(new Turn(call[0], new Utterance(call[1].hashCode(), 10, call[1])), heard);
        }
    }

    private static Heard hear(ConversationFilter watch, String conversation) {
        Heard heard = new Heard();
        for (String word : conversation.split(" ", -1)) {
            say(watch, word, heard);
        }
        return heard;
    }

    private static List<String> alerts(String conversation, String... options) {
        return hear(watch(options), conversation).alerts;
    }

    @Test
    void shouldWarnAtTheThirdCallAndStopAtTheFifth() {
        assertThat(alerts("read:a read:a")).isEmpty();
        assertThat(alerts("read:a read:a read:a")).containsExactly("3 warn 3 x 1");
        assertThat(alerts("read:a read:a read:a read:a read:a read:a read:b"))
                .containsExactly("3 warn 3 x 1", "5 stop 5 x 1", "7 ended 6 x 1");
    }

    @Test
    void shouldTellOfTheSameMessage() {
        assertThat(alerts("\"a \"a \"a")).containsExactly("3 warn 3 x 1");
    }

    @Test
    void shouldTellToolsWithTheSameArgumentsApart() {
        assertThat(alerts("read:a write:a list:a read:a list:a write:a")).isEmpty();
    }

    @Test
    void shouldTellOfCyclesOfUpToSixTurns() {
        assertThat(alerts("read:a edit:b read:a edit:b read:a edit:b")).containsExactly("6 warn 3 x 2");
        assertThat(alerts("read:a \"m read:a \"m read:a \"m")).containsExactly("6 warn 3 x 2");
        String six = "a:1 b:1 c:1 d:1 e:1 f:1 ";
        assertThat(alerts((six + six + six).strip())).containsExactly("18 warn 3 x 6");
        assertThat(alerts((six + six + six + six + six).strip())).containsExactly("18 warn 3 x 6", "30 stop 5 x 6");
        String seven = six + "g:1 ";
        assertThat(alerts((seven + seven + seven).strip(), "turn-stale-turns=0"))
                .isEmpty();
        assertThat(alerts((seven + seven + seven).strip(), "turn-max-period=7")).containsExactly("21 warn 3 x 7");
    }

    @Test
    void shouldTellOfACycleAfterAnotherEnded() {
        assertThat(alerts("a:1 b:1 a:1 b:1 a:1 b:1 b:1 b:1 c:1"))
                .containsExactly("6 warn 3 x 2", "7 ended 3 x 2", "8 warn 3 x 1", "9 ended 3 x 1");
    }

    @Test
    void shouldNotMindTheSameTestAfterOtherEdits() {
        StringBuilder conversation = new StringBuilder("test:all");
        for (int i = 0; i < 50; i++) {
            conversation.append(" edit:").append(i).append(" test:all");
        }
        assertThat(alerts(conversation.toString())).isEmpty();
        assertThat(alerts("test:all edit:a test:all edit:a test:all edit:a")).hasSize(1);
    }

    @Test
    void shouldNotMindShortMessagesThatAreSaidAgain() {
        assertThat(alerts("'ok 'ok 'ok 'ok 'ok")).isEmpty();
        assertThat(alerts("'ok 'ok 'ok 'ok 'ok 'ok 'ok 'ok 'ok 'ok 'ok 'ok")).containsExactly("6 warn 6 x 1");
        assertThat(alerts("'ok 'ok 'ok", "turn-min-message=4")).containsExactly("3 warn 3 x 1");
        assertThat(alerts("read:a 'ok read:a 'ok read:a 'ok")).containsExactly("6 warn 3 x 2");
    }

    @Test
    void shouldTellWhenNothingNewIsDoneInWhateverOrder() {
        Random random = new Random(4);
        StringBuilder conversation = new StringBuilder("read:a read:b read:c read:d");
        for (int i = 0; i < 40; i++) {
            conversation.append(" read:").append("abcd".charAt((i % 2 * 2 + random.nextInt(2) + i / 3) % 4));
        }
        assertThat(alerts(conversation + " read:e", "turn-max-period=1"))
                .containsExactly("28 warn 7 x 4", "45 ended 11 x 4");
        assertThat(alerts(conversation + " read:e", "turn-max-period=1", "turn-stale-turns=0"))
                .isEmpty();
    }

    @Test
    void shouldNotMindATourThatIsMadeTwice() {
        StringBuilder tour = new StringBuilder("look:0");
        for (int i = 1; i < 25; i++) {
            tour.append(" look:").append(i);
        }
        assertThat(alerts(tour + " " + tour)).isEmpty();
    }

    @Test
    void shouldForgetAllWhenTheUserSpeaks() {
        assertThat(alerts("read:a read:a user read:a read:a")).isEmpty();
        assertThat(alerts("read:a read:a read:a user")).containsExactly("3 warn 3 x 1", "4 ended 3 x 1");
    }

    @Test
    void shouldNotLookAtToolsThatAreAllowed() {
        assertThat(alerts("wait:1 wait:1 wait:1 getStatus:1 getStatus:1 getStatus:1"))
                .isEmpty();
        assertThat(alerts("read:a wait:1 read:a wait:2 read:a")).containsExactly("5 warn 3 x 1");
        assertThat(alerts("wait:1 wait:1 wait:1", "turn-allow-tools=")).hasSize(1);
        assertThat(alerts("read:a read:a read:a", "turn-allow-tools=list, r*d "))
                .isEmpty();
    }

    @Test
    void shouldSayWhatRepeatsAndWhatItCosts() {
        Heard heard = hear(watch(), "edit:b read:a edit:b read:a edit:b read:a list:c");
        Alert alert = heard.details.get(0);
        assertThat(alert.type()).isEqualTo("loop");
        assertThat(alert.kind()).isEqualTo("turn");
        assertThat(alert.details())
                .containsEntry("cycle", "edit, read")
                .containsEntry("sample", "a")
                .containsEntry("wasted", 40L)
                .containsKeys("level", "ended", "fingerprint");
        Heard later = hear(watch(), "read:a edit:b read:a edit:b read:a edit:b");
        assertThat(later.details.get(0).details().get("fingerprint"))
                .isEqualTo(alert.details().get("fingerprint"));
        assertThat(hear(watch(), "\"a \"a \"a").details.get(0).details())
                .containsEntry("cycle", "(message)")
                .containsEntry("wasted", 200L);
    }

    @Test
    void shouldOnlyFlagIfAskedTo() {
        Heard heard = hear(watch("on-loop=tag"), "read:a read:a read:a read:a read:a read:a read:b");
        assertThat(heard.alerts).isEmpty();
        assertThat(heard.flags).contains("3 loop-suspected", "4 loop-suspected", "5 loop", "6 loop");
        assertThat(heard.flags).noneMatch(flag -> flag.startsWith("7"));
        assertThat(hear(watch("on-loop=cut"), "read:a read:a read:a").alerts).hasSize(1);
    }

    @Test
    void shouldEndWithTheConversation() {
        ConversationFilter watch = watch();
        Heard heard = hear(watch, "read:a read:a read:a");
        watch.finish(heard);
        assertThat(heard.alerts).containsExactly("3 warn 3 x 1", "3 ended 3 x 1");
    }

    @Test
    void shouldTakeItsThresholdsFromOptions() {
        assertThat(alerts("a:1 a:1", "turn-warn-repeats=2", "turn-stop-repeats=2"))
                .containsExactly("2 stop 2 x 1");
        assertThat(factory("turns=false")).isNull();
        assertThatThrownBy(() -> factory("turn-warn-repeats=6"))
                .isInstanceOf(OptionException.class)
                .hasMessage("turn-stop-repeats: '5' is not at least turn-warn-repeats, 6");
    }

    @Test
    void shouldGoOnFromSavedStateAtEveryTurn() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ConversationFilter whole = watch();
            ConversationFilter restored = watch();
            Heard expected = new Heard();
            Heard heard = new Heard();
            int kinds = 1 + random.nextInt(4);
            for (int i = 0; i < 150; i++) {
                String word = random.nextInt(60) == 0
                        ? "user"
                        : random.nextInt(30) == 0
                                ? "new:" + i
                                : (random.nextInt(8) == 0 ? "'" : "t:")
                                        + (random.nextInt(9) == 0 ? random.nextInt(kinds) : i % kinds);
                say(whole, word, expected);
                say(restored, word, heard);
                StateWriter state = new StateWriter();
                restored.save(state);
                assertThat(state.size()).isLessThan(1_200);
                StateReader reader = new StateReader(state.toByteArray());
                restored = watch();
                restored.restore(reader);
                assertThat(reader.atEnd()).isTrue();
            }
            whole.finish(expected);
            restored.finish(heard);
            assertThat(heard.details).as("seed " + seed).isEqualTo(expected.details);
            assertThat(heard.flags).as("seed " + seed).isEqualTo(expected.flags);
        }
    }

    @Test
    void shouldAgreeWithAPlainLookAtTheWholeConversation() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int kinds = 1 + random.nextInt(3);
            List<Integer> turns = new ArrayList<>();
            ConversationFilter watch = watch("turn-stale-turns=0");
            Heard heard = new Heard();
            boolean looping = false;
            for (int i = 0; i < 60; i++) {
                int turn = random.nextInt(4) == 0 ? random.nextInt(kinds) : i % kinds;
                turns.add(turn);
                int before = heard.alerts.size();
                say(watch, "t:" + turn, heard);
                boolean told = heard.alerts.subList(before, heard.alerts.size()).stream()
                        .anyMatch(alert -> alert.contains(" warn "));
                boolean ended = heard.alerts.subList(before, heard.alerts.size()).stream()
                        .anyMatch(alert -> alert.contains(" ended "));
                looping &= !ended;
                assertThat(told).as("seed %d, %s", seed, turns).isEqualTo(!looping && repeatsThrice(turns));
                looping |= told;
            }
        }
    }

    private static boolean repeatsThrice(List<Integer> turns) {
        for (int period = 1; period <= 6; period++) {
            int from = turns.size() - 3 * period;
            if (from >= 0
                    && turns.subList(from, from + 2 * period).equals(turns.subList(from + period, turns.size()))) {
                return true;
            }
        }
        return false;
    }
}

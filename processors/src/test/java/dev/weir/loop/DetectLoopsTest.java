package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.Recording;
import dev.weir.filter.Report;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectLoopsTest {

    private static final String BEFORE = "Let me think:";
    private static final String UNIT = "I should check. ";
    private static final String LOOPING = BEFORE + UNIT.repeat(20);
    private static final String AFTER = "Done!";

    private static Supplier<Filter> filter(Map<String, String> options) {
        DetectLoops type = new DetectLoops();
        FilterFactory factory = type.configure(new OptionValues(type.options(), options));
        return () -> Objects.requireNonNull(factory.open(Channel.CONTENT, false));
    }

    /** Opens filters with the given options, name and value in turn. */
    static Supplier<Filter> filter(String... options) {
        Map<String, String> written = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            written.put(options[i], options[i + 1]);
        }
        return filter(written);
    }

    private static String shortly(Alert alert) {
        boolean ended = Boolean.TRUE.equals(alert.details().get("ended"));
        return alert.kind() + " " + alert.details().get("level") + (ended ? " ended" : "");
    }

    @Test
    void shouldAlertAtALoopAndAtItsEnd() {
        Recording recording = Chunkings.checkAll(filter(Map.of()), LoopTexts.bytes(LOOPING + AFTER), 1);

        assertThat(recording.text()).isEqualTo(LOOPING + AFTER);
        assertThat(recording.flags()).containsExactly("loop");
        assertThat(recording.reports()).isEmpty();
        String fingerprint = new LoopUnit(LoopTexts.bytes(UNIT)).fingerprint();
        assertThat(recording.alerts())
                .extracting(Alert::toString)
                .containsExactly(
                        "Alert[type=loop, kind=exact, offset=13, details={level=stop, ended=false, period=16, repeats=9, sample="
                                + UNIT + ", wasted=128, fingerprint=" + fingerprint + "}]",
                        "Alert[type=loop, kind=exact, offset=13, details={level=stop, ended=true, period=16, repeats=20, sample="
                                + UNIT + ", wasted=304, fingerprint=" + fingerprint + "}]");
    }

    @Test
    void shouldEndALoopWithTheStream() {
        Recording recording = Chunkings.checkAll(filter(Map.of()), LoopTexts.bytes(LOOPING), 1);

        assertThat(recording.alerts())
                .extracting(DetectLoopsTest::shortly)
                .containsExactly("exact stop", "exact stop ended");
    }

    @Test
    void shouldCutTheChannelWhereTheLoopIsFound() {
        byte[] text = LoopTexts.bytes(LOOPING + AFTER + LOOPING);

        Recording recording = Chunkings.checkAll(filter(Map.of("on-loop", "cut")), text, 1);

        int cutAt = BEFORE.length() + 4 * UNIT.length();
        assertThat(recording.text()).isEqualTo(LOOPING.substring(0, cutAt));
        assertThat(recording.flags()).containsExactly("loop");
        assertThat(recording.reports()).containsExactly(new Report("detect-loops", "cut", cutAt, cutAt));
        assertThat(recording.alerts())
                .extracting(DetectLoopsTest::shortly)
                .containsExactly("exact stop", "exact stop ended");
        assertThat(recording.alerts().get(1).details())
                .containsEntry("repeats", 20L)
                .containsEntry("swallowed", (long) text.length - cutAt);
    }

    @Test
    void shouldCutALoopThatLastsToTheEnd() {
        Recording recording = Chunkings.checkAll(filter(Map.of("on-loop", "cut")), LoopTexts.bytes(LOOPING), 1);

        assertThat(recording.alerts())
                .extracting(DetectLoopsTest::shortly)
                .containsExactly("exact stop", "exact stop ended");
        assertThat(recording.alerts().get(1).details()).containsEntry("swallowed", 16L * UNIT.length());
    }

    @Test
    void shouldNotTouchTextWithoutLoopsWhenCutting() {
        String prose = LoopTexts.prose(new Random(5), 3_000);

        Recording recording = Chunkings.whole(filter(Map.of("on-loop", "cut")), LoopTexts.bytes(prose));

        assertThat(recording.text()).isEqualTo(prose);
        assertThat(recording.alerts()).isEmpty();
        assertThat(recording.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 17, 70, 300, 900})
    void shouldDecideAlikeHoweverTheTextIsCut(int period) {
        Random random = new Random(period);
        byte[] unit = LoopTexts.unit(random, period);
        byte[] text = LoopTexts.concatenate(
                LoopTexts.bytes(LoopTexts.sourceCode(random, 4)),
                LoopTexts.repeat(unit, 2_800),
                LoopTexts.bytes(LoopTexts.csv(random, 10)),
                LoopTexts.repeat(unit, 900));

        Recording recording = Chunkings.checkAll(filter(Map.of()), text, period);

        assertThat(recording.alerts()).isNotEmpty();
    }

    @Test
    void shouldDecideAlikeWhereWindowsRepeatWithinTheUnit() {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            String first = LoopTexts.prose(random, 30);
            String second = LoopTexts.prose(random, 40);
            StringBuilder unit = new StringBuilder();
            random.ints(9, 0, 2).forEach(draw -> unit.append(draw == 0 ? first : second));
            byte[] text = LoopTexts.repeat(LoopTexts.bytes(unit.toString()), 4_500);

            Recording recording = Chunkings.checkAll(filter(Map.of()), text, seed);

            assertThat(recording.alerts()).isNotEmpty();
        }
    }

    @Test
    void shouldPassOnWhatOnlyBeganToRepeat() {
        byte[] unit = LoopTexts.unit(new Random(1), 700);
        byte[] text =
                LoopTexts.concatenate(LoopTexts.repeat(unit, 2_000), LoopTexts.bytes(BEFORE + "No no no no no no."));

        Recording recording = Chunkings.checkAll(filter("on-loop", "cut"), text, 3);

        assertThat(recording.textBytes()).isEqualTo(text);
        assertThat(recording.alerts()).isEmpty();
    }

    @Test
    void shouldHoldBackOnlyWhatMayBeALoop() {
        byte[] unit = LoopTexts.unit(new Random(1), 700);
        Filter filter = filter("on-loop", "cut").get();
        Recording recording = new Recording();

        filter.accept(LoopTexts.repeat(unit, 1_200), 0, 1_200, recording);
        assertThat(filter.heldBackBytes()).isZero();

        filter.accept(LoopTexts.repeat(unit, 1_400), 500, 500, recording);
        assertThat(filter.heldBackBytes()).isEqualTo(300);
        assertThat(filter.owesText()).isTrue();
        assertThat(recording.textBytes()).isEqualTo(LoopTexts.repeat(unit, 1_400));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 17, 60, 300, 1_500})
    void shouldEndTheChannelAtTheEndOfAUnit(int period) {
        byte[] before = LoopTexts.bytes(LoopTexts.prose(new Random(9), 100) + "\n");
        byte[] unit = LoopTexts.unit(new Random(period), period);
        byte[] text = LoopTexts.concatenate(before, LoopTexts.repeat(unit, 5_000), LoopTexts.bytes("Done."));

        Recording recording = Chunkings.checkAll(filter("on-loop", "cut"), text, period);

        int kept = recording.textBytes().length - before.length;
        assertThat(kept % period).isZero();
        assertThat(kept).isBetween(period, 2 * period + 55);
        assertThat(recording.textBytes()).isEqualTo(Arrays.copyOf(text, before.length + kept));
        assertThat(recording.alerts().get(1).details())
                .containsEntry("swallowed", (long) text.length - before.length - kept);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "^,\n            Collections.emptyMap()^;7;60",
                ",Not at all comfortable;30;100",
                "\tResponse\tPlease explain your answer:;6;60",
                "file appendonly.aof.1.base.aof seq 1 type b ;42;50",
                "\uD83C\uDDEE\uD83C\uDDEA;47;130"
            })
    void shouldWarnBeforeItStopsAtWhatPeopleRepeatToo(String unit, int byRight, int runaway) {
        String before = LoopTexts.prose(new Random(5), 400) + "\n";

        Recording honest = Chunkings.whole(filter(), LoopTexts.bytes(before + unit.repeat(byRight) + "\n\n" + AFTER));
        Recording loop = Chunkings.whole(filter(), LoopTexts.bytes(before + unit.repeat(runaway) + "\n\n" + AFTER));

        assertThat(honest.alerts()).extracting(DetectLoopsTest::shortly).doesNotContain("exact stop");
        assertThat(loop.alerts())
                .extracting(DetectLoopsTest::shortly)
                .containsExactly("exact warn", "exact stop", "exact stop ended");
    }

    @Test
    void shouldSayMoreOfALoopThatOnlySeemedOne() {
        String row = "| 17.5 | 4 | 0 |\n";
        byte[] text = LoopTexts.bytes(BEFORE + row.repeat(1_500) + AFTER);

        Recording recording = Chunkings.whole(filter(), text);
        Recording cut = Chunkings.checkAll(filter("on-loop", "cut"), text, 1);

        assertThat(recording.alerts())
                .extracting(DetectLoopsTest::shortly)
                .containsExactly("exact warn", "exact stop", "exact stop ended");
        assertThat(recording.flags()).containsExactly("loop", "loop-suspected");
        int cutAt = cut.textBytes().length - BEFORE.length();
        assertThat(cutAt % row.length()).isZero();
        assertThat(cutAt).isBetween(20_000, 20_000 + 2 * row.length());
    }

    @Test
    void shouldOnlyFlagWhenToldTo() {
        Recording recording = Chunkings.checkAll(filter("on-loop", "tag"), LoopTexts.bytes(LOOPING + AFTER), 1);

        assertThat(recording.flags()).containsExactly("loop");
        assertThat(recording.alerts()).isEmpty();
        assertThat(recording.text()).isEqualTo(LOOPING + AFTER);
    }

    @Test
    void shouldFlagEveryPieceOfALoop() {
        Filter filter = filter("on-loop", "tag").get();
        filter.accept(LoopTexts.bytes(LOOPING), 0, LOOPING.length(), new Recording());
        Recording within = new Recording();
        Recording after = new Recording();

        filter.accept(LoopTexts.bytes(UNIT), 0, UNIT.length(), within);
        filter.accept(LoopTexts.bytes(AFTER), 0, AFTER.length(), after);

        assertThat(within.flags()).containsExactly("loop");
        assertThat(after.flags()).isEmpty();
    }

    @Test
    void shouldSeeALoopThatBeginsWithTheText() {
        Recording recording = Chunkings.checkAll(filter(), LoopTexts.bytes("Sorry, I cannot. ".repeat(12)), 1);

        assertThat(recording.alerts()).extracting(Alert::offset).containsExactly(0L, 0L);
        assertThat(recording.alerts().get(0).details()).containsEntry("repeats", 9L);
    }

    @Test
    void shouldTolerateMoreWhenTold() {
        Recording strict = Chunkings.whole(filter(Map.of()), LoopTexts.bytes(LOOPING));
        Recording lenient = Chunkings.whole(filter(Map.of("tolerance-percent", "300")), LoopTexts.bytes(LOOPING));

        assertThat(strict.alerts()).isNotEmpty();
        assertThat(lenient.alerts()).extracting(Alert::kind).doesNotContain("exact");
    }

    @Test
    void shouldWatchEveryChannelOnItsOwn() {
        DetectLoops type = new DetectLoops();
        FilterFactory factory = type.configure(OptionValues.defaults(type.options()));

        for (Channel channel : List.of(Channel.CONTENT, Channel.THINKING, Channel.arguments(2))) {
            assertThat(factory.open(channel, true)).isNotNull();
        }
    }

    @Test
    void shouldRefuseALeastPeriodAboveTheGreatest() {
        assertThatThrownBy(() -> filter(Map.of("min-period", "9", "max-period", "8")))
                .isInstanceOf(OptionException.class)
                .hasMessage("min-period: '9' is not at most max-period, 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert", "cut", "tag"})
    void shouldRefuseStateThatIsCutShort(String onLoop) {
        Filter filter = filter(Map.of("on-loop", onLoop)).get();
        byte[] text = LoopTexts.bytes(LOOPING);
        filter.accept(text, 0, text.length, new Recording());
        StateWriter state = new StateWriter();
        filter.save(state);
        byte[] whole = state.toByteArray();

        for (int length = 0; length < whole.length; length++) {
            Filter fresh = filter(Map.of("on-loop", onLoop)).get();
            StateReader cut = new StateReader(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> fresh.restore(cut)).isInstanceOf(MalformedStateException.class);
        }
    }

    @Test
    void shouldKeepStateSmallerThanItsReachAndAFewNumbers() {
        Random random = new Random(9);
        String[] texts = {
            LoopTexts.prose(random, 90_000),
            LoopTexts.sourceCode(random, 300),
            LoopTexts.csv(random, 2_000),
            "        0 \n".repeat(400) + LoopTexts.base64(random, 4_000),
            "x" + " 1".repeat(9_000),
            "The same sentence again. ".repeat(2_000)
        };
        for (String text : texts) {
            Filter filter = filter().get();
            StateWriter state = new StateWriter();
            for (int from = 0; from < text.length(); from += 100) {
                byte[] piece = LoopTexts.bytes(text.substring(from, Math.min(text.length(), from + 100)));
                filter.accept(piece, 0, piece.length, new Recording());
                state.clear();
                filter.save(state);

                assertThat(state.size()).isLessThan(LoopWatch.REACH + 1_040 + 1_024);
            }
            assertThat(filter.heldBackBytes()).isZero();
            assertThat(filter.owesText()).isFalse();
        }
    }

    /** Twice this is what a stream with content and thinking has; the objects around the arrays are a few hundred bytes. */
    @Test
    void shouldHoldLessThanTwelveKilobytesOfMemory() throws ReflectiveOperationException {
        Filter filter = filter().get();
        byte[] text = LoopTexts.bytes(LoopTexts.prose(new Random(9), 60_000));
        filter.accept(text, 0, text.length, new Recording());

        assertThat(bytesOfArrays(filter, new HashSet<>())).isBetween(8L << 10, 12L << 10);
    }

    private static long bytesOfArrays(Object owner, Set<Object> seen) throws ReflectiveOperationException {
        long bytes = 0;
        for (Field field : owner.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(owner);
            if (value == null || !seen.add(value)) {
                continue;
            }
            if (value.getClass().isArray()) {
                bytes += 16
                        + (long) Array.getLength(value)
                                * sizeOf(value.getClass().componentType());
            } else if (value.getClass().getName().startsWith("dev.weir.loop")) {
                bytes += bytesOfArrays(value, seen);
            }
        }
        return bytes;
    }

    private static int sizeOf(Class<?> type) {
        if (type == byte.class) {
            return Byte.BYTES;
        }
        if (type == char.class || type == short.class) {
            return Short.BYTES;
        }
        return type == int.class ? Integer.BYTES : Long.BYTES;
    }
}

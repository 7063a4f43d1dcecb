package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Alert;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Recording;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that repeats itself but for numbers, case and white space. */
class NearLoopTest {

    private static final String BEFORE = "Here is what I found out about it.\n";

    static Stream<Arguments> loops() {
        return Stream.of(
                loop(i -> "Processing item " + i + " of the list. ", 35),
                loop(i -> "Step " + i + ": I will now check file number " + i + " of the project. ", 61),
                loop(i -> i + ". Add a test case for the next edge case\n", 43),
                loop(i -> "### Question " + i + "\n\nWhat is the capital of the country?\n\n", 56),
                loop(i -> i + ". **Improve performance**: Optimise the code to run faster.\n", 62),
                loop(
                        i -> (Integer.bitCount(i * 77) % 2 == 0 ? "LET ME  " : "Let me\n") + "check this once more. ",
                        27));
    }

    private static Arguments loop(IntFunction<String> repetition, int period) {
        return Arguments.of(repetition.apply(1), repetition, period);
    }

    private static Recording run(String text) {
        return Chunkings.whole(DetectLoopsTest.filter(), LoopTexts.bytes(text));
    }

    private static String repeated(IntFunction<String> repetition, int first, int times) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i < first + times; i++) {
            text.append(repetition.apply(i));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loops")
    void shouldWarnOfALoopThatCounts(String once, IntFunction<String> repetition, int period) {
        String loop = repeated(repetition, 100, 90);

        Recording recording = run(BEFORE + loop + "That was all of it, I am afraid.");

        assertThat(recording.flags()).containsExactly("loop-suspected");
        assertThat(recording.alerts()).hasSize(2);
        Alert begin = recording.alerts().get(0);
        assertThat(begin.kind()).isEqualTo("near");
        assertThat(begin.offset()).isBetween(BEFORE.length() - 8L, BEFORE.length() + 60L);
        assertThat(begin.details()).containsEntry("level", "warn").containsEntry("ended", false);
        assertThat((Long) begin.details().get("period")).isBetween(period - 2L, period + 4L);
        assertThat((Long) begin.details().get("repeats")).isBetween(8L, 25L);
        Alert end = recording.alerts().get(1);
        assertThat(end.details()).containsEntry("ended", true);
        assertThat((Long) end.details().get("repeats")).isBetween(89L, 91L);
        assertThat((Long) end.details().get("wasted")).isBetween(loop.length() - 90L, (long) loop.length());
    }

    @Test
    void shouldTellTheTextOfTheUnitAsItWasWritten() {
        Recording recording = run(BEFORE + repeated(i -> "Processing ITEM " + i + " now. ", 100, 60));

        String sample = (String) recording.alerts().get(0).details().get("sample");
        assertThat(sample).contains("Processing").contains("ITEM 1").doesNotContain("ITEM 0");
    }

    @Test
    void shouldFindLongUnits() {
        for (int period = 150; period < 900; period += 150) {
            String rest = LoopTexts.prose(new Random(period), period);

            Recording recording = run(BEFORE + repeated(i -> "Day " + i + ". " + rest, 1, 14));

            assertThat(recording.alerts())
                    .as("period %d", period)
                    .extracting(Alert::kind)
                    .contains("near");
            assertThat(recording.alerts())
                    .filteredOn(alert -> alert.kind().equals("near"))
                    .first()
                    .extracting(Alert::offset, InstanceOfAssertFactories.LONG)
                    .isBetween(BEFORE.length() - 8L, BEFORE.length() + 60L);
        }
    }

    @Test
    void shouldDecideAlikeHoweverTheTextIsCut() {
        String text = LoopTexts.prose(new Random(1), 700)
                + repeated(i -> "Processing  item " + i * i + " of the list. ", 7, 40)
                + LoopTexts.prose(new Random(2), 300);

        Recording recording = Chunkings.checkAll(DetectLoopsTest.filter(), LoopTexts.bytes(text), 4);

        assertThat(recording.alerts()).extracting(Alert::kind).containsExactly("near", "near");
    }

    @Test
    void shouldLetListsOfADozenPass() {
        assertThat(run(BEFORE + repeated(i -> "- [x] Check item " + i + "\n", 1, 12))
                        .alerts())
                .isEmpty();
        assertThat(run(BEFORE + repeated(i -> i + ". Verify that the server answers request " + i + ".\n", 1, 12))
                        .alerts())
                .isEmpty();
        String test =
                "    @Test\n    void test%1$d() {\n        assertEquals(%1$d, parse(\"%1$d\").value());\n    }\n\n";
        assertThat(run(BEFORE + repeated(i -> test.formatted(i), 1, 12)).alerts())
                .isEmpty();
    }

    @Test
    void shouldLetLogsAndTablesOfNumbersPass() {
        Random random = new Random(3);
        assertThat(run(repeated(i -> "10:00:" + (10 + i) + " INFO worker " + i + " sent its heartbeat\n", 0, 50))
                        .alerts())
                .isEmpty();
        assertThat(run(repeated(i -> "10.0." + i + "." + random.nextInt(250) + " is up\n", 0, 200))
                        .alerts())
                .isEmpty();
        assertThat(run(repeated(i -> "{\"x\": " + random.nextInt(900) + ", \"y\": " + i + "},\n", 0, 200))
                        .alerts())
                .isEmpty();
    }

    @Test
    void shouldSayOnceWhatLoopsExactly() {
        Recording recording = run(BEFORE + "I will now check the project again. ".repeat(200));

        assertThat(recording.alerts()).extracting(Alert::kind).containsExactly("exact", "exact");
    }

    @Test
    void shouldNotLookForThemWhenToldNotTo() {
        String loop = repeated(i -> "Processing item " + i + " of the list. ", 1, 90);

        assertThat(Chunkings.whole(DetectLoopsTest.filter("near", "false", "novelty", "false"), LoopTexts.bytes(loop))
                        .alerts())
                .isEmpty();
        assertThat(Chunkings.whole(
                                DetectLoopsTest.filter("near-tolerance-percent", "900", "novelty", "false"),
                                LoopTexts.bytes(loop))
                        .alerts())
                .isEmpty();
    }
}

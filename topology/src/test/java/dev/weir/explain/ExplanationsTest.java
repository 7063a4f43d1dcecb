package dev.weir.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

    private final Transcript transcript = new Transcript("mend");

    private void texts(String before, String after) {
        transcript.before(before.getBytes(UTF_8), 0, before.getBytes(UTF_8).length);
        transcript.after(after.getBytes(UTF_8), 0, after.getBytes(UTF_8).length);
    }

    private void report(String kind, long inputOffset, long outputOffset) {
        transcript.report(new Report("mend", kind, inputOffset, outputOffset));
    }

    private List<String> explained() {
        return new ExplanationPrinter(false).explain(transcript);
    }

    @Test
    void shouldSayNothingOfATextThatDidNotChange() {
        texts("as it was", "as it was");
        assertThat(explained()).isEmpty();
    }

    @Test
    void shouldNameAChangeThatNobodyReported() {
        texts("\u00e9 one two", "\u00e9 two");
        assertThat(explained())
                .containsExactly("  mend: change at byte 3 -> 3", "  - \u00e9 one two", "  + \u00e9 two");
    }

    @Test
    void shouldElideWhatLiesBetweenChangesFarApart() {
        String between = " and so it goes on, without any change for a long way";
        texts("A" + between + "B" + between, "a" + between + "b" + between);
        report("first", 0, 0);
        report("second", 54, 54);
        assertThat(explained())
                .containsExactly(
                        "  mend: first at byte 0 -> 0",
                        "  - A and so it goes on, with...",
                        "  + a and so it goes on, with...",
                        "  mend: second at byte 54 -> 54",
                        "  - ...ny change for a long wayB and so it goes on, with...",
                        "  + ...ny change for a long wayb and so it goes on, with...");
    }

    @Test
    void shouldElideTheMiddleOfALongChange() {
        texts("x" + "<" + "-".repeat(500) + ">" + "y", "xy");
        report("long", 1, 1);
        assertThat(explained())
                .containsExactly(
                        "  mend: long at byte 1 -> 1",
                        "  - x<" + "-".repeat(59) + "..." + "-".repeat(59) + ">y",
                        "  + xy");
    }

    @Test
    void shouldPutAReportBehindItsChangeWhereTheChangeIs() {
        texts("[1,    ]", "[1    ]");
        report("comma", 7, 7);
        assertThat(explained()).containsExactly("  mend: comma at byte 7 -> 7", "  - [1,    ]", "  + [1    ]");
    }

    @Test
    void shouldPutAReportHalfwayBetweenTwoChangesWithTheLaterOne() {
        texts("A" + ".".repeat(60) + "B", "a" + ".".repeat(60) + "b");
        report("letter", 31, 31);
        assertThat(explained())
                .filteredOn(line -> line.startsWith("  mend"))
                .containsExactly("  mend: change at byte 0 -> 0", "  mend: letter at byte 31 -> 31");
    }

    @Test
    void shouldGoOnWithTheNameOfAChangeThatEndsFarFromWhereItBegan() {
        String inside = "a string that goes on and on for much more than the context";
        texts("'" + inside + "'", "\"" + inside + "\"");
        report("quotes", 0, 0);
        assertThat(explained())
                .containsExactly(
                        "  mend: quotes at byte 0 -> 0",
                        "  - 'a string that goes on an...",
                        "  + \"a string that goes on an...",
                        "  mend: quotes at byte 0 -> 0",
                        "  - ...ch more than the context'",
                        "  + ...ch more than the context\"");
    }

    @Test
    void shouldSetOffWhatWasRemovedAndAddedOnATerminal() {
        texts("[1, None]", "[1, null]");
        report("literal", 4, 4);
        assertThat(new ExplanationPrinter(true).explain(transcript))
                .containsExactly(
                        "  mend: literal at byte 4 -> 4",
                        "  - [1, \u001b[31mNone\u001b[0m]",
                        "  + [1, \u001b[32mnull\u001b[0m]");
    }

    @Test
    void shouldShowWhereATextWasRefused() {
        texts("[1, 2] and then something", "");
        transcript.refusedWhole(new RefusedException("mend", "no such thing", 7));
        assertThat(explained())
                .containsExactly("  mend: refused: no such thing at byte 7", "    [1, 2] and then something");
    }

    @Test
    void shouldShowWhereAStreamWasGivenUpAndWhatBecameOfIt() {
        texts("[1, 2 * 3]", "[1, 2]");
        transcript.alert(new Alert("json", "refused", 6, Map.of("reason", "no such thing")));
        transcript.alert(new Alert("loop", "exact", 0, Map.of()));
        assertThat(explained())
                .containsExactly("  mend: refused: no such thing at byte 6", "  - [1, 2 * 3]", "  + [1, 2]");
    }

    @Test
    void shouldCountWhatLiesBeyondTheTextThatIsKept() {
        String row = "{'a': 1}, ";
        texts("[" + row.repeat(10_000), "[" + row.replace('\'', '"').repeat(10_000));
        for (int i = 0; i < 10_000; i++) {
            report("quotes", 2 + 10L * i, 2 + 10L * i);
        }
        report("comma", 100_000, 100_000);
        List<String> lines = explained();
        assertThat(lines)
                .startsWith("  mend: quotes at byte 2 -> 2")
                .endsWith("  beyond the first 64 KiB: comma 1, quotes 3446");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("  mend: quotes at byte "))
                .hasSize(10_000 - 3446);
    }

    @Test
    void shouldNameTheChannelTheLinesAndTheKeyFitToBeShown() {
        texts("a", "b");
        Explanations explanations = new Explanations(false);
        explanations.at(3, ("\u001b" + "k".repeat(50)).getBytes(UTF_8));
        explanations.add(3, 3, explanations.key(), Channel.THINKING, transcript);
        explanations.add(3, 7, "", Channel.arguments(2), transcript);
        explanations.add(3, 7, "", Channel.CONTENT, new Transcript("idle"));
        List<String> lines = explanations.take();
        assertThat(lines.get(0)).isEqualTo("line 3, key \u241b" + "k".repeat(39) + "..., thinking");
        assertThat(lines.get(4)).isEqualTo("lines 3 to 7, arguments of tool call 2");
        assertThat(lines).hasSize(8);
        assertThat(explanations.take()).isEmpty();
    }
}

package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The other rules do what their descriptions say. */
class RuleTest {

    private static final String SENTENCE = "the market keeps a quiet letter for every other passenger of this town; ";

    @Test
    void shouldHashWindowsOfFiftyCharacters() {
        WindowHashRule rule = new WindowHashRule();

        assertThat(told(rule, SENTENCE.repeat(11))).singleElement().satisfies(alarm -> {
            assertThat(alarm.period()).isEqualTo(SENTENCE.length());
            assertThat(alarm.at()).isBetween(9L * SENTENCE.length() + 50, 9L * SENTENCE.length() + 50 + 32);
        });
        assertThat(told(rule, SENTENCE.repeat(9))).isEmpty();
        assertThat(told(rule, "```\n" + SENTENCE.repeat(30))).isEmpty();
        assertThat(told(rule, ("1. " + SENTENCE + "\n").repeat(30))).isEmpty();
        assertThat(told(rule, "=".repeat(4_000))).isEmpty();
    }

    @Test
    void shouldCountSegmentsAnywhere() {
        SegmentRule rule = new SegmentRule();

        assertThat(told(rule, SENTENCE.repeat(6))).hasSize(1);
        assertThat(told(rule, "-".repeat(24 * 6 - 1))).isEmpty();
        assertThat(told(rule, "-".repeat(24 * 6))).hasSize(1);
        assertThat(told(rule, SENTENCE.repeat(3))).isEmpty();
    }

    @Test
    void shouldCompareTheTailWithItself() {
        TailRule rule = new TailRule();

        assertThat(told(rule, SENTENCE.repeat(5)))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.period()).isEqualTo(SENTENCE.length()));
        assertThat(told(rule, SENTENCE.repeat(3))).isEmpty();
        assertThat(told(rule, "item 1, item 2, item 3, item 4, item 5, item 6, item 7"))
                .isEmpty();
    }

    private static List<Alarm> told(Detector detector, String text) {
        return detector.read(text.getBytes(UTF_8), Channel.CONTENT, detector.pieceBytes());
    }
}

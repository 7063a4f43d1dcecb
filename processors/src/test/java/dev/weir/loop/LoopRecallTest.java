package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every loop is found, as soon as its run is long enough, with the right period and beginning. */
class LoopRecallTest {

    private static final LoopThresholds THRESHOLDS = new LoopThresholds(1, LoopThresholds.MAX_PERIOD, 100);

    private final Random random = new Random(20_240_517);

    @Test
    void shouldFindEveryPeriodAsSoonAsItsRunIsLongEnough() {
        for (int period = 1; period <= LoopThresholds.MAX_PERIOD; period++) {
            byte[] honest = honest(random.nextInt(3_000));
            byte[] unit = LoopTexts.unit(random, period);
            long needed = THRESHOLDS.neededRun(period);
            byte[] loop = LoopTexts.repeat(unit, (int) (period + needed + random.nextInt(2_000)));
            byte[] text = LoopTexts.concatenate(honest, new byte[] {'\n'}, loop, LoopTexts.bytes("\u0001 and on."));

            Heard heard = Heard.in(text);

            assertThat(heard.found).as("loops of period %d", period).hasSize(1);
            Run found = heard.found.get(0);
            long start = honest.length + 1L;
            assertThat(found.period()).isEqualTo(period);
            assertThat(found.offset()).as("offset, period %d", period).isBetween(start, start + slack(period));
            assertThat(found.end())
                    .as("delay, period %d", period)
                    .isBetween(start + period + needed, start + period + needed + slack(period));
            assertThat(heard.ended).singleElement().satisfies(ended -> {
                assertThat(ended.offset()).isEqualTo(found.offset());
                assertThat(ended.end()).isEqualTo(start + loop.length);
            });
        }
    }

    /** Beyond 1,900 bytes few windows of the run are still in reach, and the first ones may have lost their slot. */
    private static long slack(int period) {
        return period < 1_900 ? 0 : 48;
    }

    @Test
    void shouldFindLoopsWhoseUnitRepeatsWithinItself() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] unit = phrases(random, 2 + random.nextInt(2), 3 + random.nextInt(25));
            int period = LoopUnit.fundamentalPeriod(unit, 0, unit.length);
            byte[] honest = honest(random.nextInt(500));
            byte[] text = LoopTexts.concatenate(honest, LoopTexts.repeat(unit, 16_000 + 10 * period));

            Heard heard = Heard.in(text);

            assertThat(heard.found.stream().map(loop -> loop.period()))
                    .as("periods found, seed %d", seed)
                    .contains(period);
            assertThat(heard.ended.get(heard.ended.size() - 1).end()).isEqualTo(text.length);
        }
    }

    /** Long enough for the rules that look at thousands of bytes, where cutting at every byte would take too long. */
    @Test
    void shouldFindTheSameLoopsWhenSavedAndRestoredOnTheWay() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] unit = phrases(random, 2 + random.nextInt(2), 3 + random.nextInt(25));
            byte[] text = LoopTexts.concatenate(honest(random.nextInt(3_000)), LoopTexts.repeat(unit, 16_000));
            Heard pieces = new Heard();
            TextHistory history = Heard.history();
            RunScanner scanner = new RunScanner(THRESHOLDS, history);
            for (int from = 0; from < text.length; ) {
                int length = Math.min(text.length - from, random.nextInt(Heard.PIECE));
                history.append(text, from, length);
                scanner.scan(pieces);
                from += length;
                StateWriter state = new StateWriter();
                history.save(state);
                scanner.save(state);
                history = Heard.history();
                scanner = new RunScanner(THRESHOLDS, history);
                StateReader saved = new StateReader(state.toByteArray());
                history.restore(saved);
                scanner.restore(saved);
            }
            scanner.finish(pieces);

            assertThat(pieces.log())
                    .as("seed %d", seed)
                    .isEqualTo(Heard.in(text).log());
        }
    }

    /** A few phrases in any order: most windows occur more than once in the unit. */
    private static byte[] phrases(Random random, int kinds, int count) {
        List<byte[]> phrases = new ArrayList<>();
        for (int i = 0; i < kinds; i++) {
            phrases.add(LoopTexts.unit(random, 15 + random.nextInt(45)));
        }
        byte[] unit = new byte[0];
        for (int i = 0; i < count; i++) {
            unit = LoopTexts.concatenate(unit, phrases.get(random.nextInt(kinds)));
        }
        return unit;
    }

    @ParameterizedTest
    @ValueSource(strings = {"No. ", "I am sorry, ", "- again\n", "重复", "\\frac{1}{2} + ", "{\"a\":1},"})
    void shouldReportTheSmallestPeriod(String unit) {
        byte[] once = LoopTexts.bytes(unit);
        Heard heard = Heard.in(LoopTexts.concatenate(LoopTexts.bytes("Well:"), LoopTexts.repeat(once, 2_400)));

        assertThat(heard.found).singleElement().satisfies(loop -> {
            assertThat(loop.period()).isEqualTo(once.length);
            assertThat(loop.offset()).isEqualTo(5);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64, 256})
    void shouldFindLoopsDespiteCollisions(int slots) {
        for (int period = 1; period <= Math.max(31, slots / 2); period++) {
            byte[] text = LoopTexts.concatenate(honest(700), LoopTexts.repeat(LoopTexts.unit(random, period), 3_000));

            assertThat(Heard.in(text, slots).found.stream().map(loop -> loop.period()))
                    .as("period %d", period)
                    .contains(period);
        }
    }

    @Test
    void shouldNotTakeACollisionForALoop() {
        for (int seed = 0; seed < 50; seed++) {
            byte[] binary = new byte[20_000];
            new Random(seed).nextBytes(binary);

            assertThat(Heard.in(binary, 2).found).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void shouldFindALoopAgainAfterItWasInterrupted() {
        byte[] loop = LoopTexts.repeat(LoopTexts.bytes("let me check again. "), 600);
        byte[] text = LoopTexts.concatenate(loop, LoopTexts.bytes("No, I have it: forty-two!\n"), loop);

        Heard heard = Heard.in(text);

        assertThat(heard.found.stream().map(Run::offset)).containsExactly(0L, (long) text.length - loop.length);
        assertThat(heard.ended).hasSize(2);
    }

    @Test
    void shouldFindTheLongestRunThatABruteForceSearchFinds() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] text = LoopTexts.repeat(phrases(random, 2, 6), 200 + random.nextInt(1_500));
            text[random.nextInt(text.length)]++;

            assertThat(LongestRun.lag(text, 0, text.length, 900))
                    .as("seed %d", seed)
                    .isEqualTo(longest(text, 900));
        }
    }

    private static int longest(byte[] text, int maxLag) {
        int best = 0;
        int bestRun = 63;
        for (int lag = 1; lag <= Math.min(maxLag, text.length - 1); lag++) {
            int run = 0;
            while (run < text.length - lag && text[text.length - 1 - run] == text[text.length - 1 - run - lag]) {
                run++;
            }
            if (run > bestRun) {
                best = lag;
                bestRun = run;
            }
        }
        return best;
    }

    private byte[] honest(int length) {
        return Arrays.copyOf(LoopTexts.bytes(LoopTexts.prose(random, length)), length);
    }
}

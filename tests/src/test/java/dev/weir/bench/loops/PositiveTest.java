package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import dev.weir.filter.Channel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a generator says of a loop is true, or every figure about recall is worth nothing. */
class PositiveTest {

    private static final long SEED = 7;
    private static final int TEXTS = 8;

    @ParameterizedTest
    @EnumSource(PositiveKind.class)
    void shouldWriteTheSameTextForTheSameSeedOnly(PositiveKind kind) {
        assertThat(Positive.write(SEED, kind, 3).text())
                .isEqualTo(Positive.write(SEED, kind, 3).text());
        assertThat(Positive.write(SEED, kind, 3).text())
                .isNotEqualTo(Positive.write(SEED + 1, kind, 3).text());
        assertThat(Positive.write(SEED, kind, 3).text())
                .isNotEqualTo(Positive.write(SEED, kind, 7).text());
    }

    @ParameterizedTest
    @EnumSource(PositiveKind.class)
    void shouldBeTextWithTheLoopWhereItSays(PositiveKind kind) {
        for (int number = 0; number < TEXTS; number++) {
            Positive text = Positive.write(SEED, kind, number);
            int place = Positive.PLACES[number % Positive.PLACES.length];

            assertThat(text.start()).as("start, number %d", number).isBetween(Math.max(0, place - 300), place + 2_500);
            assertThat(text.end()).isBetween(text.start() + 6 * text.period(), text.text().length);
            assertThatCode(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(text.text(), 0, text.start())))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(PositiveKind.class)
    void shouldRepeatExactlyIfItSaysSo(PositiveKind kind) {
        for (int number = 0; number < TEXTS && kind.family() == Family.EXACT; number++) {
            Positive text = Positive.write(SEED, kind, number);
            byte[] bytes = text.text();
            int period = text.period();

            for (int i = text.start() + period; i < text.end(); i++) {
                if (bytes[i] != bytes[i - period]) {
                    fail("byte " + i + " of number " + number + " differs from the one " + period + " before it");
                }
            }
            assertThat(Periods.fundamental(Arrays.copyOfRange(bytes, text.start(), text.start() + period)))
                    .as("no shorter period, number %d", number)
                    .isEqualTo(period);
            assertThat(text.start() == 0 || bytes[text.start() - 1] != bytes[text.start() - 1 + period])
                    .as("begins no earlier, number %d", number)
                    .isTrue();
            assertThat(Periods.runEnd(bytes, text.start(), period))
                    .as("ends where it says, number %d", number)
                    .isEqualTo(text.end());
        }
    }

    @ParameterizedTest
    @EnumSource(PositiveKind.class)
    void shouldNotRepeatExactlyIfItDoesNotSaySo(PositiveKind kind) {
        for (int number = 0; number < 3 && kind.family() != Family.EXACT; number++) {
            Positive text = Positive.write(SEED, kind, number);
            byte[] loop = Arrays.copyOfRange(text.text(), text.start(), text.end());

            for (int period = 1; period <= 2_000; period++) {
                assertThat(Periods.longestRun(loop, period))
                        .as("run of period %d, number %d", period, number)
                        .isLessThan(Math.max(400, 3 * period));
            }
        }
    }

    @Test
    void shouldHavePeriodsOfEverySize() {
        Set<Integer> sizes = new HashSet<>();
        for (PositiveKind kind : PositiveKind.values()) {
            for (int number = 0; number < TEXTS; number++) {
                int period = Positive.write(SEED, kind, number).period();
                assertThat(period).isBetween(1, 2_000);
                sizes.add(Integer.numberOfTrailingZeros(Integer.highestOneBit(period)));
            }
        }
        assertThat(sizes).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void shouldHaveLoopsInThinkingToo() {
        Set<Channel.Kind> channels = EnumSet.noneOf(Channel.Kind.class);
        for (int number = 0; number < TEXTS; number++) {
            channels.add(Positive.write(SEED, PositiveKind.SENTENCE, number)
                    .channel()
                    .kind());
        }
        assertThat(channels).containsExactlyInAnyOrder(Channel.Kind.CONTENT, Channel.Kind.THINKING);
    }

    @Test
    void shouldSayLittleThatIsNew() {
        for (PositiveKind kind : PositiveKind.values()) {
            Variety variety = new Variety();
            for (int number = 0; number < TEXTS; number++) {
                Positive text = Positive.write(SEED, kind, number);
                variety.add(text.text(), text.start(), text.end());
            }
            assertThat(variety.seqRep4()).as(kind.label()).isBetween(0.3, 1.0);
        }
    }
}

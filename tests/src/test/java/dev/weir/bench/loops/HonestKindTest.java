package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A false alarm is one only if the text really does not loop. */
class HonestKindTest {

    private static final long SEED = 7;
    private static final int TEXTS = 2;

    @ParameterizedTest
    @EnumSource(HonestKind.class)
    void shouldWriteTheSameTextForTheSameSeedOnly(HonestKind kind) throws CharacterCodingException {
        byte[] text = kind.write(SEED, 1);

        assertThat(text).isEqualTo(kind.write(SEED, 1));
        assertThat(text).isNotEqualTo(kind.write(SEED, 2));
        assertThat(text).isNotEqualTo(kind.write(SEED + 1, 1));
        assertThat(UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString()).isNotBlank();
    }

    /** Rulers, grids and rows of spaces may be long, yet no longer than people write them. */
    @ParameterizedTest
    @EnumSource(HonestKind.class)
    void shouldNotRunAwayByAccident(HonestKind kind) {
        for (int number = 0; number < TEXTS; number++) {
            byte[] text = kind.write(SEED, number);

            for (int period = 1; period <= 2_000; period++) {
                int most = Math.max(1_000, 2 * period);
                assertThat(Periods.longestRun(text, period))
                        .as("run of period %d, number %d", period, number)
                        .isLessThan(most);
            }
        }
    }
}

package dev.weir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WindowSamplingTest {

    static List<Arguments> samplings() {
        return List.of(Arguments.of(WindowSampling.DENSE, 31, 6), Arguments.of(WindowSampling.SPARSE, 133, 12));
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void shouldRememberAPairAtEachLagWithinOneModulus(WindowSampling sampling, int modulus, int windows) {
        for (int lag = 1; lag <= 2_000; lag++) {
            int distance = lag;
            long pairs = IntStream.range(5_000, 5_000 + modulus)
                    .filter(position -> sampling.has(position) && sampling.has(position - distance))
                    .count();
            assertThat(pairs).as("lag %d", lag).isEqualTo(lag % modulus == 0 ? windows : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void shouldStepFromEachPositionToTheNext(WindowSampling sampling) {
        for (long from = 0; from < 300; from++) {
            long position = sampling.first(from);
            int turn = sampling.turnFrom(from);
            for (long other = from; other < from + 700; other++) {
                assertThat(sampling.has(other)).as("%d from %d", other, from).isEqualTo(other == position);
                if (other == position) {
                    position += sampling.steps()[turn];
                    turn = (turn + 1) % sampling.steps().length;
                }
            }
        }
    }
}

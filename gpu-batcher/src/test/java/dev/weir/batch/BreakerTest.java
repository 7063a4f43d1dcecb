package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Breaker breaker = new Breaker();

    @Test
    void shouldAllowTwoFailuresInARow() {
        assertThat(breaker.failed(0)).isZero();
        assertThat(breaker.failed(0)).isZero();

        assertThat(breaker.allows(0)).isTrue();
    }

    @Test
    void shouldRestForTwiceAsLongAfterEachFurtherFailureUpToAnHour() {
        long nowNs = Long.MAX_VALUE - 5 * SECOND; // the clock may wrap
        breaker.failed(nowNs);
        breaker.failed(nowNs);
        for (long seconds = 30; seconds < 100_000; seconds *= 2) {
            long rest = Math.min(seconds, 3_600) * SECOND;
            assertThat(breaker.failed(nowNs)).isEqualTo(rest);
            assertThat(breaker.allows(nowNs + rest - 1)).isFalse();
            nowNs += rest;
            assertThat(breaker.allows(nowNs)).isTrue();
        }
    }

    @Test
    void shouldForgetFailuresOnceItWorks() {
        for (int i = 0; i < 5; i++) {
            breaker.failed(0);
        }
        breaker.succeeded();

        assertThat(breaker.failed(0)).isZero();
        assertThat(breaker.failed(0)).isZero();
        assertThat(breaker.failed(0)).isEqualTo(30 * SECOND);
    }

    @Test
    void shouldNeverAllowWhatWasGivenUp() {
        breaker.giveUp();
        breaker.succeeded();

        assertThat(breaker.allows(Long.MAX_VALUE)).isFalse();
    }
}

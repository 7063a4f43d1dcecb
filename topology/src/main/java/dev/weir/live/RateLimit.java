package dev.weir.live;

import java.util.function.LongSupplier;

/** Lets so many through in each second. Thread-safe. */
final class RateLimit {

    private static final long SECOND_NS = 1_000_000_000;

    private final int aSecond;
    private final LongSupplier clockNs;
    private long secondBeganNs;
    private int let;

    RateLimit(int aSecond, LongSupplier clockNs) {
        this.aSecond = aSecond;
        this.clockNs = clockNs;
        this.secondBeganNs = clockNs.getAsLong() - SECOND_NS;
    }

    synchronized boolean tryPass() {
        long nowNs = clockNs.getAsLong();
        if (nowNs - secondBeganNs >= SECOND_NS) {
            secondBeganNs = nowNs;
            let = 0;
        }
        if (let >= aSecond) {
            return false;
        }
        let++;
        return true;
    }
}

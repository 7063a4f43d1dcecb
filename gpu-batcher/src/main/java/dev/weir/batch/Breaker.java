package dev.weir.batch;

/**
 * Says when something that failed may be tried again: after three failures in a row only after half a minute, after each
 * further one after twice as long, up to an hour. Belongs to whoever guards it.
 */
final class Breaker {

    private static final int FAILURES = 3;
    private static final long FIRST_NS = 30_000_000_000L;
    private static final long LONGEST_NS = 3_600_000_000_000L;

    private int failures;
    private long openUntilNs;
    private long openNs = FIRST_NS;
    private boolean gaveUp;

    /** Whether it may be tried. */
    boolean allows(long nowNs) {
        return !gaveUp && (failures < FAILURES || nowNs - openUntilNs >= 0);
    }

    /** Whether it is never tried again. */
    boolean gaveUp() {
        return gaveUp;
    }

    /** It worked: failures before are forgotten. */
    void succeeded() {
        failures = 0;
        openNs = FIRST_NS;
    }

    /**
     * It failed.
     *
     * @return for how many nanoseconds it is not tried; 0 if it is tried at once
     */
    long failed(long nowNs) {
        failures++;
        if (failures < FAILURES) {
            return 0;
        }
        openUntilNs = nowNs + openNs;
        long waits = openNs;
        openNs = Math.min(LONGEST_NS, 2 * openNs);
        return waits;
    }

    /** It is of no more use. */
    void giveUp() {
        gaveUp = true;
    }
}

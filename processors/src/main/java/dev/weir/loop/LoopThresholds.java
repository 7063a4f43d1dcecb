package dev.weir.loop;

/**
 * How long a text must repeat itself before that is a loop.
 *
 * <p>The amount is counted in bytes that equal the byte one period before them, so the first unit does not count. Honest
 * text repeats short units often (rulers, indentation, zeros) and long units rarely, so the demanded number of repeats
 * falls as the period grows.
 *
 * @param minPeriod loops with a shorter unit are ignored
 * @param maxPeriod loops with a longer unit are ignored
 * @param tolerancePercent scales every threshold; 100 leaves them as they are
 */
record LoopThresholds(int minPeriod, int maxPeriod, int tolerancePercent) {

    /** The run of a unit that is not to be reported at all. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int RUN_OF_RULERS = 1_000;

    /** The least run that any unit of this period needs; a unit that honest text repeats needs more. */
    long neededRun(int period) {
        return period < minPeriod || period > maxPeriod ? NEVER : scale(plainRun(period));
    }

    /** The run that this unit needs, in bytes. */
    long neededRun(LoopUnit unit) {
        int period = unit.period();
        if (period < minPeriod || period > maxPeriod) {
            return NEVER;
        }
        boolean ruler = period == 1 ? unit.isSeparator() : period < 64 && !unit.hasLetters();
        return scale(ruler ? RUN_OF_RULERS : plainRun(period));
    }

    private long scale(int run) {
        return (long) run * tolerancePercent / 100;
    }

    private static int plainRun(int period) {
        if (period <= 3) {
            return 255;
        }
        if (period < 16) {
            return Math.max(14 * period, 200);
        }
        if (period < 32) {
            return 8 * period;
        }
        if (period < 64) {
            return 5 * period;
        }
        if (period < 128) {
            return 4 * period;
        }
        return period < 256 ? 3 * period : 2 * period;
    }
}

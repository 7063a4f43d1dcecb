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
record LoopThresholds(int minPeriod, int maxPeriod, int tolerancePercent) implements RunRules {

    /** The longest period there is. */
    static final int MAX_PERIOD = 2_000;

    private static final int RUN_OF_FILL = 1_000;
    private static final int RUN_OF_CODE = 2_000;
    private static final int RUN_OF_MACHINES = 20_000;
    /** Up to this period a unit is no word. */
    private static final int SHORT = 3;
    /** Up to this period a unit without letters is a sign or two. */
    private static final int SIGN = 10;
    /** From this period on a few repeats are enough. */
    private static final int LONG = 256;

    @Override
    public long neededRun(int period) {
        return period < minPeriod || period > maxPeriod ? NEVER : scale(plainRun(period));
    }

    @Override
    public long neededRun(LoopUnit unit, LoopLevel level, boolean amidWord) {
        int period = unit.period();
        if (period < minPeriod || period > maxPeriod) {
            return NEVER;
        }
        boolean stop = level == LoopLevel.STOP;
        int plain = plainRun(period);
        return scale(
                switch (amidWord && unit.isUnbroken() ? UnitLook.FILL : unit.look()) {
                    case WORDS ->
                        unit.isSetLikeCode()
                                ? Math.max(plain, stop ? codeRun(period) : 0)
                                : stop && isSign(unit) ? RUN_OF_FILL : plain;
                    case CODE -> stop ? codeRun(period) : Math.max(plain, (period < LONG ? 8 : 2) * period);
                    case DATA -> stop ? RUN_OF_MACHINES : Math.max(plain, period < LONG ? 8 * period : 0);
                    case FILL ->
                        stop ? RUN_OF_MACHINES : Math.max(plain, period <= SHORT ? RUN_OF_FILL : 2 * RUN_OF_FILL);
                });
    }

    /** People write rows of exclamation marks, of emoji and of letters. */
    private static boolean isSign(LoopUnit unit) {
        return unit.period() <= SHORT || (unit.period() <= SIGN && !unit.hasLetter());
    }

    private static int codeRun(int period) {
        return Math.max(RUN_OF_CODE, (period < LONG ? 20 : 8) * period);
    }

    private long scale(int run) {
        return (long) run * tolerancePercent / 100;
    }

    private static int plainRun(int period) {
        if (period <= 3) {
            return 255;
        }
        if (period < 16) {
            return 300 - period;
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

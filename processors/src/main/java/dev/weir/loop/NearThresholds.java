package dev.weir.loop;

/**
 * How long a text must repeat itself before that is a near loop, in bytes of the normalised text.
 *
 * <p>Honest text counts too: lists, logs, tables, test cases. So more is demanded than of exact repetition, and only of
 * units that read as prose: mostly letters, few numbers, few symbols. Of others a hundred are needed.
 *
 * @param tolerancePercent scales every threshold; 100 leaves them as they are
 */
record NearThresholds(int tolerancePercent) implements RunRules {

    /** The longest period there is, in bytes of the normalised text. */
    static final int MAX_PERIOD = 1_000;

    private static final int MIN_PERIOD = 8;
    private static final int LEAST_RUN = 480;
    private static final int RUN_OF_MACHINES = 4_000;

    @Override
    public int maxPeriod() {
        return MAX_PERIOD;
    }

    @Override
    public long neededRun(int period) {
        return period < MIN_PERIOD ? NEVER : (long) LEAST_RUN * tolerancePercent / 100;
    }

    @Override
    public long neededRun(LoopUnit unit, LoopLevel level, boolean amidWord) {
        if (level == LoopLevel.STOP || unit.period() < MIN_PERIOD || unit.look() == UnitLook.FILL) {
            return NEVER;
        }
        int run = readsAsProse(unit) ? plainRun(unit.period()) : Math.max(RUN_OF_MACHINES, 100 * unit.period());
        return (long) run * tolerancePercent / 100;
    }

    private static boolean readsAsProse(LoopUnit unit) {
        int period = unit.period();
        return unit.letters() * 5L >= period * 3L && unit.symbols() * 25L <= period && unit.look() == UnitLook.WORDS;
    }

    private static int plainRun(int period) {
        if (period < 32) {
            return Math.max(LEAST_RUN, 19 * period);
        }
        if (period < 64) {
            return 17 * period;
        }
        if (period < 128) {
            return 13 * period;
        }
        if (period < 256) {
            return 10 * period;
        }
        return period < 512 ? 7 * period : 5 * period;
    }
}

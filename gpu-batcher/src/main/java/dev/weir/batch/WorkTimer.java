package dev.weir.batch;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Times work: the least time counts, for whatever else runs can only add to it. */
final class WorkTimer {

    private static final int REPEATS = 3;
    /** For so long, or so often, work runs before it is judged: Java compiles what runs often. */
    private static final long WARM_UP_NS = 300_000_000;

    private static final int MAX_WARM_UPS = 300;

    private final LongSupplier clockNs;

    WorkTimer(LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    /** What some work takes once it has run for a while, nanoseconds. */
    double warmNs(Runnable work) {
        long beginNs = clockNs.getAsLong();
        long leastNs = Long.MAX_VALUE;
        for (int i = 0; i < MAX_WARM_UPS && (i < REPEATS || clockNs.getAsLong() - beginNs < WARM_UP_NS); i++) {
            long startNs = clockNs.getAsLong();
            work.run();
            leastNs = Math.min(leastNs, clockNs.getAsLong() - startNs);
        }
        return (double) leastNs;
    }

    /**
     * What some work takes, nanoseconds; not a number if it cannot be done.
     *
     * @param before done before each time, and not timed
     * @param work says whether it could be done
     */
    double ns(Runnable before, BooleanSupplier work) {
        long leastNs = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            before.run();
            long startNs = clockNs.getAsLong();
            if (!work.getAsBoolean()) {
                return Double.NaN;
            }
            leastNs = Math.min(leastNs, clockNs.getAsLong() - startNs);
        }
        return (double) leastNs;
    }
}

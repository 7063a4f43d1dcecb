package dev.weir.bench.loops;

/**
 * What a detector said.
 *
 * @param kind the family it named, in its own word
 * @param level how sure it is
 * @param start where it says that the loop begins, in bytes; -1 if it does not say
 * @param period the length of the unit that it names, in bytes; 0 if it does not say
 * @param repeats how often the unit had been there in the end; 0 if it does not say
 * @param at how many bytes it had read when it said so
 */
record Alarm(String kind, Level level, long start, long period, long repeats, long at) {

    static final long UNKNOWN_START = -1;

    /** The same alarm, once it is known how long the loop went on. */
    Alarm ended(long repeatsInTheEnd) {
        return new Alarm(kind, level, start, period, Math.max(repeats, repeatsInTheEnd), at);
    }
}

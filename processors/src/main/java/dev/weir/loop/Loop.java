package dev.weir.loop;

/**
 * A stretch of text in which a model says the same thing over and over.
 *
 * @param kind how it shows
 * @param level how sure it is
 * @param offset where the first unit begins in the channel's text, in bytes
 * @param end where the repetition ends, or has come to by now, in bytes
 * @param period how long the unit is, in bytes; on average where it changes
 * @param repeats how often the unit stands there, the first time included
 * @param wastedBytes how many bytes say nothing new
 * @param unit what is repeated, or a sample of it
 */
record Loop(
        LoopKind kind,
        LoopLevel level,
        long offset,
        long end,
        long period,
        long repeats,
        long wastedBytes,
        LoopUnit unit) {

    /** The loop that an exact run is. */
    static Loop exact(Run run, LoopLevel level) {
        long wasted = run.end() - run.offset() - run.period();
        return new Loop(
                LoopKind.EXACT, level, run.offset(), run.end(), run.period(), run.repeats(), wasted, run.unit());
    }
}

package dev.weir.loop;

/**
 * A stretch of text that repeats one unit.
 *
 * @param offset where the first unit begins in the channel's text, in bytes
 * @param end where the repetition ends, or has come to by now, in bytes
 * @param unit what is repeated, beginning as at {@code offset}
 */
record Loop(long offset, long end, LoopUnit unit) {

    /** How often the unit stands there completely, the first time included. */
    long repeats() {
        return (end - offset) / unit.period();
    }

    /** How many bytes say nothing new. */
    long wastedBytes() {
        return end - offset - unit.period();
    }
}

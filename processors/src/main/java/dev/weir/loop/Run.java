package dev.weir.loop;

/**
 * A stretch of text that repeats one unit exactly.
 *
 * @param offset where the first unit begins in the text, in bytes
 * @param end where the repetition ends, or has come to by now, in bytes
 * @param unit what is repeated, beginning as at {@code offset}
 */
record Run(long offset, long end, LoopUnit unit) {

    int period() {
        return unit.period();
    }

    /** How often the unit stands there completely, the first time included. */
    long repeats() {
        return (end - offset) / unit.period();
    }
}

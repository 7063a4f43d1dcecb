package dev.weir.loop;

/** Hears what becomes of the runs of a text, by positions in that text. */
interface RunListener {

    /** A run is followed whose first unit begins at a position, or turns out to have begun there. */
    default void began(long offset) {}

    /** A run became long enough to be a loop. */
    void found(Run run, LoopLevel level);

    /** The loop that was found last, to warn, became long enough to stop for. */
    default void escalated(Run run) {}

    /** The loop that was found last repeats no further. */
    void ended(Run run, LoopLevel level);

    /** A run broke off at a position before it was a loop. */
    default void dissolved(long end) {}
}

package dev.weir.loop;

/** Hears of loops at the byte where they are decided. */
interface LoopListener {

    /** A run became long enough to be a loop. */
    void found(Loop loop);

    /** The loop that was found last repeats no further: the text went on differently, or it ended. */
    void ended(Loop loop);
}

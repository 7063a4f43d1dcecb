package dev.weir.loop;

/** Hears of loops where they are decided. */
interface LoopListener {

    /** A stretch of text became a loop. */
    void found(Loop loop);

    /** The loop of this kind that was found last goes on no further: the text went on differently, or it ended. */
    void ended(Loop loop);
}

package dev.weir.loop;

/** How a loop shows. */
enum LoopKind {
    /** Every byte equals the one a period before it. */
    EXACT(1, "exact"),
    /** So it does once case, the digits of numbers and the amount of white space do not count. */
    NEAR(2, "near"),
    /** Hardly any words are said that were not said just before, in whatever order. */
    NOVELTY(4, "novelty"),
    /** A conversation makes the same calls or says the same messages again, response after response. */
    TURN(8, "turn");

    private final int bit;
    private final String word;

    LoopKind(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** What alerts call it. */
    String word() {
        return word;
    }

    /** What stands for it in a set of kinds that is a number. */
    int bit() {
        return bit;
    }
}

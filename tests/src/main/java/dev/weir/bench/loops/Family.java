package dev.weir.bench.loops;

import java.util.Locale;

/** The ways in which a model can loop, as alerts name them. */
enum Family {
    /** The same bytes over and over. */
    EXACT,
    /** The same but for numbers, white space or case. */
    NEAR,
    /** The same phrases in ever new order, or with ever new words in them. */
    NOVELTY,
    /** The same answer or tool call in response after response. */
    TURN;

    /** The word in alerts and tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.weir.loop;

/**
 * How often turns may repeat in a conversation.
 *
 * @param warnRepeats how often the same turn, or the same cycle of turns, makes a loop
 * @param stopRepeats how often it makes one for certain; at least {@code warnRepeats}
 * @param maxPeriod the longest cycle, in turns
 * @param staleTurns after how many turns that all stood there before, in whatever order, it is a loop; 0 for never
 * @param minMessageBytes the length from which on a message counts like a call; shorter ones are said again by right
 * @param allowed tools that are called over and over by right
 */
record TurnThresholds(
        int warnRepeats, int stopRepeats, int maxPeriod, int staleTurns, int minMessageBytes, ToolNames allowed) {

    /** The longest cycle that can be asked for. */
    static final int MAX_PERIOD = 16;

    /** How often a cycle of nothing but short messages has to be there. */
    int weakRepeats() {
        return 2 * warnRepeats;
    }
}

package dev.weir.bench.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The responses of one conversation, some of which may go round in circles.
 *
 * @param start the number of turns before the first that is repeated; all of them if none is
 */
record Conversation(TurnKind kind, List<Turn> turns, int start) {

    /** How many honest turns come before. */
    private static final int[] PLACES = {0, 3, 12};

    /** Writes a conversation; the same seed, kind and number always give the same one. */
    static Conversation write(long seed, TurnKind kind, int number) {
        Random random = Seeds.random(seed, kind.name(), number);
        List<Turn> turns = new ArrayList<>();
        for (int i = kind.loops() ? PLACES[number % PLACES.length] : 0; i > 0; i--) {
            turns.add(TurnTexts.any(random));
        }
        int start = turns.size();
        turns.addAll(kind.write(random));
        return new Conversation(kind, List.copyOf(turns), kind.loops() ? start : turns.size());
    }
}

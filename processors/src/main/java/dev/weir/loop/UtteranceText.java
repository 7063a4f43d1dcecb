package dev.weir.loop;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Utterance;

/** The text of a channel in short, while it streams past. Not thread-safe. */
sealed interface UtteranceText permits MessageText, ArgumentsText {

    /** Takes the next piece. */
    void accept(byte[] text, int offset, int length);

    /** Whether there is anything to be told again. */
    boolean saysSomething();

    /** All of it in short; the text is over. */
    Utterance utterance();

    void save(StateWriter state);

    void restore(StateReader state);
}

package dev.weir.loop;

import dev.weir.matching.LiteralAutomaton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts what a model says that goes round in circles while it thinks: that it checks, waits, reconsiders.
 *
 * <p>Sound thinking says so too, now and then. So the count never makes a loop; it only lowers what else is demanded.
 * Reads normalised text, one table look-up a byte (Aho and Corasick, 1975).
 */
final class CircularPhrases {

    private static final LiteralAutomaton PHRASES = LiteralAutomaton.of(bytes(List.of(
            "let me check",
            "let me double",
            "let me re-",
            "let me recheck",
            "let me reconsider",
            "let me rethink",
            "let me think again",
            "let me think about this",
            "let me try again",
            "let me verify",
            "let me look again",
            "let me start over",
            "let me go back",
            "let's check",
            "let's reconsider",
            "let's try again",
            "i need to check",
            "i should check",
            "i need to reconsider",
            "i keep ",
            "going in circles",
            "wait, ",
            "wait. ",
            "wait - ",
            "hmm",
            "but wait",
            "hold on",
            "actually, ",
            "on second thought",
            "once more",
            "once again",
            "another thought",
            "等等",
            "再检查",
            "让我再",
            "重新考虑")));

    private int state = LiteralAutomaton.ROOT;

    private static List<byte[]> bytes(List<String> phrases) {
        return phrases.stream()
                .map(phrase -> phrase.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** How many phrases end in the text from one position to another, which goes on from the last. */
    int count(TextHistory text, long from, long to) {
        byte[] bytes = text.bytes();
        int last = text.index(to);
        int count = 0;
        int at = state;
        for (int i = text.index(from); i < last; i++) {
            at = PHRASES.next(at, bytes[i]);
            count += PHRASES.isMatch(at) ? 1 : 0;
        }
        state = at;
        return count;
    }

    /** Gets to where it was after the text up to a position: no phrase is longer than what is kept of it. */
    void restore(TextHistory text) {
        state = LiteralAutomaton.ROOT;
        long from = Math.max(text.start(), text.end() - Long.SIZE);
        count(text, from, text.end());
    }
}

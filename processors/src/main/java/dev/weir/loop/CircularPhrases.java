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

    /** No phrase is longer, in bytes. */
    private static final int MAX_LENGTH = 32;

    private CircularPhrases() {}

    private static List<byte[]> bytes(List<String> phrases) {
        return phrases.stream()
                .map(phrase -> phrase.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** How many phrases end in the text from one position to another; what stands before is still there. */
    static int count(TextHistory text, long from, long to) {
        byte[] bytes = text.bytes();
        int first = text.index(from);
        int last = text.index(to);
        int count = 0;
        int state = LiteralAutomaton.ROOT;
        for (int i = text.index(Math.max(text.start(), from - MAX_LENGTH)); i < last; i++) {
            state = PHRASES.next(state, bytes[i]);
            count += i >= first && PHRASES.isMatch(state) ? 1 : 0;
        }
        return count;
    }
}

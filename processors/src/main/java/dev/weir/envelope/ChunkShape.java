package dev.weir.envelope;

import dev.weir.filter.Channel;
import java.util.Arrays;

/**
 * An earlier value with one piece of text, for recognising the next chunk of its stream without reading it.
 *
 * <p>The chunks of a response differ in nothing but the text. A value that has the same bytes before the text and the same
 * bytes behind it, and between them what can stand in a JSON string, is read the same way: the tokenizer would come to the
 * same places in the same states.
 */
final class ChunkShape {

    /** Longer values are not worth keeping. */
    static final int MAX_BYTES = 4096;

    final byte[] value;
    /** The text without its quotes. */
    final int textStart;

    final int textEnd;
    final Channel channel;
    /** How far before the text's opening quote the member begins that holds it; 0 if it cannot be taken out. */
    final int nameLength;

    final byte[] responseId;
    final int choice;
    final int bodyStart;
    final boolean keptWhenEmpty;

    ChunkShape(
            byte[] value,
            int textStart,
            int textEnd,
            Channel channel,
            int nameLength,
            byte[] responseId,
            int choice,
            int bodyStart,
            boolean keptWhenEmpty) {
        this.value = value;
        this.textStart = textStart;
        this.textEnd = textEnd;
        this.channel = channel;
        this.nameLength = nameLength;
        this.responseId = responseId;
        this.choice = choice;
        this.bodyStart = bodyStart;
        this.keptWhenEmpty = keptWhenEmpty;
    }

    /** Where the text of a value ends that has this shape; -1 if it has not, or if only reading can tell. */
    int matchedTextEnd(byte[] other) {
        int end = other.length - (value.length - textEnd);
        boolean framed = end >= textStart
                && Arrays.equals(value, 0, textStart, other, 0, textStart)
                && Arrays.equals(value, textEnd, value.length, other, end, other.length);
        return framed && JsonText.isStringBody(other, textStart, end) ? end : -1;
    }
}

package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of a message that is streamed block by block. The message is a stream, which remembers the blocks that
 * were taken out; each block with text is a stream of its own, whose choice says which block and which part of it.
 */
abstract class BlockReader extends JsonReader {

    static final byte[] NO_ID = {};

    /** What the message says of a text that was cut short. */
    private static final String MAX_TOKENS = "max_tokens";

    /** How many bits of a choice say which part of its block a text is. */
    private static final int PART_BITS = 8;

    private int number = -1;
    private int part;
    private int message;
    private int numberStart;
    private int numberEnd;
    private @Nullable Channel textChannel;
    private int textStart = -1;
    private int textEnd;
    private int reasonStart;
    private int reasonEnd;

    BlockReader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        super(envelope, cursor, parser, limit);
    }

    /** Takes the number at hand for that of the event's block. */
    final void readNumber() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            numberStart = tokenStart();
            number = Math.max(0, parser.getIntValue());
            numberEnd = numberStart + parser.getTextLength();
        } else {
            parser.skipChildren();
        }
    }

    /** Takes the number at hand for that of a part of the event's block. */
    final void readPart() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            part = parser.getIntValue() & (1 << PART_BITS) - 1;
        } else {
            parser.skipChildren();
        }
    }

    /** Takes the string at hand for the event's text; the number of its block may still be to come. */
    final void readBlockText(Channel channel) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return;
        }
        textChannel = channel;
        textStart = tokenStart();
        textEnd = endOfString();
    }

    /** Takes the string at hand for the reason why the message ended. */
    final void readReason() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            reasonStart = tokenStart();
            reasonEnd = endOfString();
        } else {
            parser.skipChildren();
        }
    }

    /** Says that a stream ended for the reason that was read, if there was one. */
    final void markReasonOf(int stream) {
        if (reasonEnd > 0) {
            envelope.stream(stream).markReason(reasonStart, reasonEnd, MAX_TOKENS);
        }
    }

    /** Marks the event as one about no block. */
    final void markEvent() {
        envelope.addEvent();
        message = envelope.addMessage();
        markReasonOf(message);
    }

    /** The stream of the message that the event marked last belongs to. */
    final int messageStream() {
        return message;
    }

    /** Says that the event's block, which was marked, is a call of a tool whose arguments follow. */
    final void markCall(String name) {
        envelope.addCall(ToolCall.named(message, Math.max(0, number) << PART_BITS, 0, name));
    }

    /** Marks the event with what was read of it. */
    final void markBlockEvent(boolean thinking, boolean ends) {
        markEvent();
        int block = Math.max(0, number);
        if (number >= 0) {
            envelope.eventOfBlock(block, numberStart, numberEnd);
        }
        if (thinking) {
            envelope.eventOfThinking();
        }
        if (textChannel == null && !ends) {
            return;
        }
        int stream = envelope.addStream();
        envelope.identify(stream, NO_ID, block << PART_BITS | part);
        envelope.stream(stream).block = block;
        if (textChannel != null && textEnd > 0) {
            envelope.addJsonPiece(stream, textChannel, textStart, textEnd);
            envelope.lastPieceIsEvent();
        }
        if (ends) {
            envelope.end(stream);
        }
    }
}

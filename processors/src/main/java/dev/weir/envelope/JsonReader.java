package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.filter.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks over the tokens of one JSON document of a value and marks what it finds; each format has its own. */
abstract class JsonReader {

    final Envelope envelope;
    final JsonParser parser;
    private final JsonCursor cursor;
    private final int limit;
    private int nameStart;

    /** @param limit where in the value the document ends */
    JsonReader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit) {
        this.envelope = envelope;
        this.parser = parser;
        this.cursor = cursor;
        this.limit = limit;
    }

    /** Reads the document to the end of its object; the parser stands before it. */
    abstract void read() throws IOException, MalformedEnvelopeException;

    /** Reads the members of the object at hand, if it is one. */
    final void members(Member member) throws IOException, MalformedEnvelopeException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            nameStart = tokenStart();
            parser.nextToken();
            member.read(name);
        }
    }

    /** Where the name of the member at hand begins. */
    final int nameStart() {
        return nameStart;
    }

    /** Reads the elements of the array at hand, if it is one. */
    final void elements(Element element) throws IOException, MalformedEnvelopeException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    /** Reads a member's value, which the parser stands at, to its end. */
    interface Member {
        void read(String name) throws IOException, MalformedEnvelopeException;
    }

    /** Reads an element, which the parser stands at, to its end. */
    interface Element {
        void read() throws IOException, MalformedEnvelopeException;
    }

    /** Adds the string at hand as a piece; returns whether it is one. */
    final boolean readText(int stream, Channel channel) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return false;
        }
        int start = tokenStart();
        int end = JsonText.endOfString(envelope.value(), start, limit);
        if (end < 0) {
            return false; // the tokenizer will find the string unfinished too, and say so
        }
        envelope.addJsonPiece(stream, channel, start, end);
        return true;
    }

    /** Marks the member at hand, if it is null, as the place for text of a kind. */
    final void markNull(int stream, Channel.Kind kind) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            envelope.stream(stream).markNull(kind, tokenStart());
        }
    }

    /** As {@link #markNull}; a member that is neither null nor a string leaves no place for such text. */
    final void markPlace(int stream, Channel.Kind kind) {
        markNull(stream, kind);
        if (parser.currentToken().isStructStart()) {
            envelope.stream(stream).markTaken(kind);
        }
    }

    /** The text of the string at hand; its bytes are only copied where it has no escapes. */
    final byte[] text() throws IOException {
        int start = tokenStart();
        int end = JsonText.endOfString(envelope.value(), start, limit);
        if (end < 0 || JsonText.indexOfEscape(envelope.value(), start, end) >= 0) {
            return parser.getText().getBytes(StandardCharsets.UTF_8);
        }
        return Arrays.copyOfRange(envelope.value(), start + 1, end - 1);
    }

    /** Takes the string at hand, if it is one, for the reason why a stream ended. */
    final void markReason(int stream, String cutReason) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING && endOfString() > 0) {
            envelope.stream(stream).markReason(tokenStart(), endOfString(), cutReason);
        }
    }

    /** Just behind the string at hand; -1 if it has no end. */
    final int endOfString() throws IOException {
        return JsonText.endOfString(envelope.value(), tokenStart(), limit);
    }

    /** The string at hand; empty if it is none. */
    final String stringOrEmpty() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** Reads a call that is the object at hand, with its arguments as JSON in a member of it. */
    final void readCall(int stream, String argumentsName) throws IOException, MalformedEnvelopeException {
        String[] tool = {""};
        int[] span = {-1, -1};
        members(name -> readCallMember(name, argumentsName, tool, span));
        addCall(stream, tool, span);
    }

    /** Reads a member of a call: the name of the tool, or where its arguments begin and end in the value. */
    final void readCallMember(String name, String argumentsName, String[] tool, int[] span) throws IOException {
        if (name.equals("name")) {
            tool[0] = stringOrEmpty();
        } else if (name.equals(argumentsName) && parser.currentToken() == JsonToken.START_OBJECT) {
            span[0] = tokenStart();
            parser.skipChildren();
            span[1] = tokenEnd();
        } else {
            parser.skipChildren();
        }
    }

    /** Adds a call that was read, if it has a name. */
    final void addCall(int stream, String[] tool, int[] span) {
        if (!tool[0].isEmpty()) {
            envelope.addCall(new ToolCall(stream, -1, 0, tool[0], span[0], span[1]));
        }
    }

    /** Where the token at hand begins in the value. */
    final int tokenStart() {
        return cursor.offset(parser.currentTokenLocation().getByteOffset());
    }

    /** Just behind the token at hand, which has been read. */
    final int tokenEnd() {
        return cursor.offset(parser.currentLocation().getByteOffset());
    }
}

package dev.weir.envelope;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A format of JSON documents: one to a value, several to a value one on each line, or as raw Server-Sent Events.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG: server-sent events</a>
 */
abstract class JsonFormat implements EnvelopeFormat {

    private static final byte[] DATA = JsonText.ascii("data:");
    private static final byte[] DONE = JsonText.ascii("[DONE]");

    /** Makes what reads one document; called for each. */
    abstract JsonReader reader(Envelope envelope, JsonCursor cursor, JsonParser parser, int limit);

    /** Says of a value of events what all of this format have in common. */
    void beginEvents(Envelope envelope) {}

    /** Whether several documents may follow each other on lines of their own. */
    boolean takesLines() {
        return true;
    }

    @Override
    public final void read(Envelope envelope) throws MalformedEnvelopeException {
        byte[] value = envelope.value();
        if (isEventStream(value)) {
            beginEvents(envelope);
            readEvents(envelope);
            envelope.joinStreams();
        } else if (takesLines() && hasLines(value)) {
            readLines(envelope);
            envelope.joinStreams();
        } else {
            readDocument(envelope, 0, 0, value.length);
            envelope.endPart(value.length);
        }
    }

    /** Whether a value is made of Server-Sent Events: a line of it is {@code data:} with JSON or {@code [DONE]}. */
    static boolean isEventStream(byte[] value) {
        int first = JsonText.skipSpace(value, 0);
        if (first == value.length || value[first] == '{') {
            return false;
        }
        for (int line = first; line < value.length; line = indexOfNewline(value, line) + 1) {
            if (startsWith(value, line, value.length, DATA)) {
                int payload = JsonText.skipSpace(value, line + DATA.length);
                return payload < value.length && (value[payload] == '{' || value[payload] == '[');
            }
        }
        return false;
    }

    /** Whether a line of the value ends with a brace and the next one begins with one. */
    private static boolean hasLines(byte[] value) {
        for (int newline = indexOfNewline(value, 0);
                newline < value.length;
                newline = indexOfNewline(value, newline + 1)) {
            int before = JsonText.skipSpaceBackwards(value, newline);
            int behind = JsonText.skipSpace(value, newline);
            if (before > 0 && value[before - 1] == '}' && behind < value.length && value[behind] == '{') {
                return true;
            }
        }
        return false;
    }

    /** Events end with an empty line; some writers leave it out, so a second line of data begins another event. */
    private void readEvents(Envelope envelope) throws MalformedEnvelopeException {
        byte[] value = envelope.value();
        int eventStart = 0;
        boolean read = false;
        for (int line = 0; line < value.length; ) {
            int end = indexOfNewline(value, line);
            int next = Math.min(value.length, end + 1);
            boolean data = startsWith(value, line, end, DATA);
            boolean empty = JsonText.skipSpace(value, line) >= end;
            if (empty || (data && read)) {
                eventStart = empty ? next : line;
                envelope.endPart(eventStart);
                read = false;
            }
            if (data) {
                readData(envelope, eventStart, line + DATA.length, end);
                read = true;
            }
            line = next;
        }
        envelope.endPart(value.length);
    }

    private void readData(Envelope envelope, int eventStart, int from, int to) throws MalformedEnvelopeException {
        byte[] value = envelope.value();
        int start = JsonText.skipSpace(value, from);
        int end = Math.max(start, JsonText.skipSpaceBackwards(value, to));
        if (Arrays.equals(value, start, end, DONE, 0, DONE.length)) {
            envelope.endKey();
            envelope.keepWhenEmpty();
        } else if (end > start) {
            readDocument(envelope, eventStart, start, end);
        }
    }

    private void readLines(Envelope envelope) throws MalformedEnvelopeException {
        byte[] value = envelope.value();
        for (int line = 0; line < value.length; ) {
            int end = indexOfNewline(value, line);
            int next = Math.min(value.length, end + 1);
            if (JsonText.skipSpace(value, line) < end) {
                readDocument(envelope, line, line, end);
                envelope.endPart(next);
            }
            line = next;
        }
    }

    private static int indexOfNewline(byte[] value, int from) {
        int i = from;
        while (i < value.length && value[i] != '\n') {
            i++;
        }
        return i;
    }

    private static boolean startsWith(byte[] value, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && Arrays.equals(value, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private void readDocument(Envelope envelope, int eventStart, int from, int to) throws MalformedEnvelopeException {
        JsonCursor cursor = envelope.cursor();
        envelope.beginDocument(eventStart);
        try {
            reader(envelope, cursor, cursor.begin(envelope.value(), from, to), to)
                    .read();
        } catch (IOException e) {
            throw malformed(e, cursor);
        }
        int behind = cursor.finish(envelope.value());
        if (behind >= 0) {
            throw new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.MALFORMED, "more follows where the value should end", behind);
        }
    }

    private static MalformedEnvelopeException malformed(IOException e, JsonCursor cursor) {
        if (e instanceof JsonProcessingException json) {
            long offset = json.getLocation() == null
                    ? -1
                    : cursor.offset(json.getLocation().getByteOffset());
            return new MalformedEnvelopeException(
                    MalformedEnvelopeException.Kind.MALFORMED, "not sound JSON: " + json.getOriginalMessage(), offset);
        }
        // Jackson's decoder reports broken UTF-8 as a plain IOException.
        return new MalformedEnvelopeException(
                MalformedEnvelopeException.Kind.MALFORMED, "not sound JSON: " + e.getMessage(), -1);
    }
}

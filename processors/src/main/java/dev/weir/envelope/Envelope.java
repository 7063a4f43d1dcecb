package dev.weir.envelope;

import dev.weir.filter.Channel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record's value, the pieces of text in it, and the edits to make.
 *
 * <p>Reading: {@link #reset} takes a value, a format marks streams and pieces. Editing: {@link #replace}, {@link #remove}
 * and {@link #insert} say what changes; {@link #encode} splices it in and leaves every other byte. One object serves a
 * task's records one after the other; it belongs to one thread. Reading costs no copy unless a JSON string holds escapes.
 */
public final class Envelope {

    /** How a piece's text stands in the value. */
    private enum Form {
        PLAIN,
        JSON_STRING
    }

    /** A stream that the value belongs to. */
    private static final class Stream {
        byte[] id = {};
        int choice;
        boolean ends;
        int bodyStart = -1;
        boolean bodyEmpty;
        boolean inserted;
        boolean insertedArguments;
    }

    /** A piece of text: where it stands, what it says, and what becomes of it. */
    private static final class Piece {
        int stream;
        Channel channel = Channel.CONTENT;
        Form form = Form.PLAIN;
        /** The bytes to replace: the value's text, for a JSON string including its quotes. */
        int start;

        int end;
        /** The bytes to take out if the piece goes altogether; equal to start and end if it has to stay. */
        int memberStart;

        int memberEnd;
        boolean opaque;
        byte[] text = {};
        int textOffset;
        int textLength;
    }

    private static final byte[] EMPTY = {};
    /** How many shapes are remembered; a power of two. */
    private static final int SHAPES = 256;

    private byte[] value = EMPTY;
    private final List<Stream> streams = new ArrayList<>();
    private int streamCount;
    private final List<Piece> pieces = new ArrayList<>();
    private int pieceCount;
    private boolean endsKey;
    private boolean endKeyFollows;
    private boolean keptWhenEmpty;
    private final Splices splices = new Splices();
    private final JsonCursor cursor = new JsonCursor();
    private final @Nullable ChunkShape[] shapes = new ChunkShape[SHAPES];
    private int emptied;
    private int filled;

    /** Takes the next value; forgets all about the one before. */
    public void reset(byte[] newValue) {
        value = newValue;
        streamCount = 0;
        pieceCount = 0;
        endsKey = false;
        endKeyFollows = false;
        keptWhenEmpty = false;
        splices.clear();
        emptied = 0;
        filled = 0;
    }

    /**
     * Reads the value by recognising it: it differs from one that was {@link #remember}ed only in its text. To be called
     * right after {@link #reset}; the result is what a format would make of the value. Costs two comparisons and a look at
     * the text.
     *
     * @param hint the same number for values that are likely to be alike, say the hash of the record's key
     * @return whether the value is read; if not, a format has to
     */
    public boolean recall(int hint) {
        ChunkShape shape = shapes[hint & (SHAPES - 1)];
        int textEnd = shape == null ? -1 : shape.matchedTextEnd(value);
        if (shape == null || textEnd < 0) {
            return false;
        }
        int stream = addStream();
        identify(stream, shape.responseId, shape.choice);
        streams.get(stream).bodyStart = shape.bodyStart;
        keptWhenEmpty = shape.keptWhenEmpty;
        addJsonPiece(stream, shape.channel, shape.textStart - 1, textEnd + 1);
        if (shape.nameLength > 0) {
            lastPieceIsMember(shape.textStart - 1 - shape.nameLength);
        }
        return true;
    }

    /** Keeps how the value at hand was read, if it is a chunk in the middle of one stream, for {@link #recall}. */
    public void remember(int hint) {
        if (streamCount != 1 || pieceCount != 1 || value.length > ChunkShape.MAX_BYTES || endsKey || endKeyFollows) {
            return;
        }
        Stream stream = streams.get(0);
        Piece piece = pieces.get(0);
        if (stream.ends || stream.bodyEmpty || piece.form != Form.JSON_STRING || piece.opaque) {
            return;
        }
        shapes[hint & (SHAPES - 1)] = new ChunkShape(
                value,
                piece.start + 1,
                piece.end - 1,
                piece.channel,
                piece.start - piece.memberStart,
                stream.id,
                stream.choice,
                stream.bodyStart,
                keptWhenEmpty);
    }

    /** The value as it came. */
    public byte[] value() {
        return value;
    }

    // What formats say while they read.

    /** Reads JSON documents out of the value. */
    JsonCursor cursor() {
        return cursor;
    }

    /** Adds a stream and returns its index. */
    public int addStream() {
        if (streamCount == streams.size()) {
            streams.add(new Stream());
        }
        Stream stream = streams.get(streamCount);
        stream.id = EMPTY;
        stream.choice = 0;
        stream.ends = false;
        stream.bodyStart = -1;
        stream.bodyEmpty = false;
        stream.inserted = false;
        stream.insertedArguments = false;
        return streamCount++;
    }

    /** Says which response, and which choice of it, a stream is; the id may be empty. */
    public void identify(int stream, byte[] responseId, int choice) {
        streams.get(stream).id = responseId;
        streams.get(stream).choice = choice;
    }

    /**
     * Makes one stream of those that are the same choice of the same response, as several lines of a value may name it.
     * Text to insert goes to the last of them.
     */
    void joinStreams() {
        int kept = 0;
        for (int i = 0; i < streamCount; i++) {
            Stream stream = streams.get(i);
            int home = 0;
            while (home < kept && !isSame(streams.get(home), stream)) {
                home++;
            }
            if (home == kept) {
                Collections.swap(streams, kept++, i);
            } else {
                Stream first = streams.get(home);
                first.ends |= stream.ends;
                if (stream.bodyStart >= 0) {
                    first.bodyStart = stream.bodyStart;
                    first.bodyEmpty = stream.bodyEmpty;
                }
            }
            for (int piece = 0; piece < pieceCount && home != i; piece++) {
                if (pieces.get(piece).stream == i) {
                    pieces.get(piece).stream = home;
                }
            }
        }
        streamCount = kept;
    }

    private static boolean isSame(Stream one, Stream other) {
        return one.choice == other.choice && Arrays.equals(one.id, other.id);
    }

    /** Says which choice of its response a stream is. */
    void choose(int stream, int choice) {
        streams.get(stream).choice = choice;
    }

    /** Says that this value is the last of a stream. */
    public void end(int stream) {
        streams.get(stream).ends = true;
    }

    /** Says that this value ends the open response of the record's key, whichever it is. */
    public void endKey() {
        endsKey = true;
    }

    /** Says that each response of this kind has an end mark without an id, behind its streams' own marks. */
    void endKeyFollows() {
        endKeyFollows = true;
    }

    /** Says that the value carries more than text, so that it is sent on even when no text is left in it. */
    public void keepWhenEmpty() {
        keptWhenEmpty = true;
    }

    /** Marks where members can be inserted for a stream: just behind the opening brace of a JSON object. */
    public void markBody(int stream, int offset, boolean empty) {
        streams.get(stream).bodyStart = offset;
        streams.get(stream).bodyEmpty = empty;
    }

    /** Adds a piece whose bytes are the text. */
    public void addPlainPiece(int stream, Channel channel, int start, int end) {
        Piece piece = addPiece(stream, channel, Form.PLAIN, start, end);
        piece.text = value;
        piece.textOffset = start;
        piece.textLength = end - start;
    }

    /**
     * Adds a piece that is a JSON string.
     *
     * @param start where its opening quote is
     * @param end just behind its closing quote
     */
    public void addJsonPiece(int stream, Channel channel, int start, int end) {
        Piece piece = addPiece(stream, channel, Form.JSON_STRING, start, end);
        // Escapes are undone when the text is asked for: only then has the tokenizer found them all sound.
        piece.text = EMPTY;
        piece.textLength = -1;
    }

    private static void unescape(Piece piece, byte[] value) {
        int from = piece.start + 1;
        int to = piece.end - 1;
        int escape = JsonText.indexOfEscape(value, from, to);
        if (escape < 0) {
            piece.text = value;
            piece.textOffset = from;
            piece.textLength = to - from;
        } else {
            piece.text = JsonText.unescape(value, from, to, escape);
            piece.textOffset = 0;
            piece.textLength = piece.text.length;
        }
    }

    private Piece decoded(int index) {
        Piece piece = pieces.get(index);
        if (piece.textLength < 0) {
            unescape(piece, value);
        }
        return piece;
    }

    /** Adds a member that holds thinking in a form that no filter reads; it has no text but can be removed. */
    public void addOpaqueThinking(int stream, int start, int end) {
        Piece piece = addPiece(stream, Channel.THINKING, Form.JSON_STRING, start, end);
        piece.text = EMPTY;
        piece.textOffset = 0;
        piece.textLength = 0;
        piece.opaque = true;
    }

    /** Says that the last piece added can be taken out with the whole JSON member whose name begins at an offset. */
    public void lastPieceIsMember(int nameStart) {
        Piece piece = pieces.get(pieceCount - 1);
        piece.memberStart = nameStart;
        piece.memberEnd = piece.end;
    }

    private Piece addPiece(int stream, Channel channel, Form form, int start, int end) {
        if (pieceCount == pieces.size()) {
            pieces.add(new Piece());
        }
        Piece piece = pieces.get(pieceCount++);
        piece.stream = stream;
        piece.channel = channel;
        piece.form = form;
        piece.start = start;
        piece.end = end;
        piece.memberStart = start;
        piece.memberEnd = end;
        piece.opaque = false;
        return piece;
    }

    // What the reader of the record asks.

    public int streamCount() {
        return streamCount;
    }

    /** The id of the response, in bytes as the envelope has it; empty if it has none. */
    public byte[] responseId(int stream) {
        return streams.get(stream).id;
    }

    public int choice(int stream) {
        return streams.get(stream).choice;
    }

    /** Whether this value is the last of a stream. */
    public boolean ends(int stream) {
        return streams.get(stream).ends;
    }

    /** Whether this value ends the open response of the record's key. */
    public boolean endsKey() {
        return endsKey;
    }

    /** Whether a response that this value ends still has an end mark without an id to come. */
    public boolean awaitsEndOfKey() {
        return endKeyFollows && !endsKey;
    }

    /** Whether the value carries more than text. */
    public boolean isKeptWhenEmpty() {
        return keptWhenEmpty;
    }

    public int pieceCount() {
        return pieceCount;
    }

    public int pieceStream(int piece) {
        return pieces.get(piece).stream;
    }

    public Channel pieceChannel(int piece) {
        return pieces.get(piece).channel;
    }

    /** The array that holds a piece's text, between {@link #textOffset} and {@link #textLength}; not to be written to. */
    public byte[] text(int piece) {
        return decoded(piece).text;
    }

    public int textOffset(int piece) {
        return decoded(piece).textOffset;
    }

    public int textLength(int piece) {
        return decoded(piece).textLength;
    }

    /** Whether a piece's text stands in a JSON string, which holds whole characters only. */
    public boolean holdsCharacters(int piece) {
        return pieces.get(piece).form == Form.JSON_STRING;
    }

    /** Whether a piece holds something that its text does not say, so that it has to go when its channel leaves. */
    public boolean isOpaque(int piece) {
        return pieces.get(piece).opaque;
    }

    // The edits.

    /** Puts other text in the place of a piece's; does nothing if it is the same. */
    public void replace(int piece, byte[] text, int offset, int length) {
        Piece old = decoded(piece);
        if (Arrays.equals(old.text, old.textOffset, old.textOffset + old.textLength, text, offset, offset + length)) {
            filled += length > 0 ? 1 : 0;
            return;
        }
        if (length == 0) {
            emptied++;
        } else {
            filled++;
        }
        splices.add(
                old.start,
                old.end,
                old.form == Form.PLAIN
                        ? Arrays.copyOfRange(text, offset, offset + length)
                        : JsonText.quote(EMPTY, text, offset, length, EMPTY));
    }

    /** Takes a piece out of the value, with the whole member it is if it is one. To be called after all inserts. */
    public void remove(int piece) {
        Piece old = pieces.get(piece);
        emptied++;
        if (streams.get(old.stream).inserted) {
            // The inserted member's comma counts on a member behind it, so this one stays, as null.
            splices.add(old.start, old.end, old.form == Form.PLAIN ? EMPTY : JsonText.NULL);
            return;
        }
        if (old.memberStart == old.start) {
            splices.add(old.start, old.end, old.form == Form.PLAIN ? EMPTY : JsonText.EMPTY_STRING);
            return;
        }
        int start = old.memberStart;
        int end = old.memberEnd;
        int before = JsonText.skipSpaceBackwards(value, start);
        if (before > 0 && value[before - 1] == ',' && !splices.touches(before - 1)) {
            start = before - 1;
        } else {
            int behind = JsonText.skipSpace(value, end);
            if (behind < value.length && value[behind] == ',') {
                end = behind + 1;
            }
        }
        splices.add(start, end, EMPTY);
    }

    /**
     * Inserts text for a channel of which the value has no piece.
     *
     * @return whether the value has a place for it
     */
    public boolean insert(int stream, Channel channel, byte[] text, int offset, int length) {
        Stream target = streams.get(stream);
        boolean arguments = channel.kind() == Channel.Kind.ARGUMENTS;
        // A second member of the same name would hide the first.
        if (target.bodyStart < 0 || (arguments && (target.insertedArguments || hasArguments(stream)))) {
            return false;
        }
        target.insertedArguments |= arguments;
        String close = arguments ? "}}]" : "";
        String open = switch (channel.kind()) {
            case CONTENT -> "\"content\":";
            case THINKING -> "\"reasoning_content\":";
            case ARGUMENTS -> "\"tool_calls\":[{\"index\":" + channel.index() + ",\"function\":{\"arguments\":";
        };
        // Inserts stand in the order made: each brings the comma that parts it from the body or from the one before.
        String before = target.bodyEmpty && target.inserted ? "," : "";
        String behind = target.bodyEmpty ? "" : ",";
        byte[] member =
                JsonText.quote(JsonText.ascii(before + open), text, offset, length, JsonText.ascii(close + behind));
        splices.add(target.bodyStart, target.bodyStart, member);
        target.inserted = true;
        filled++;
        return true;
    }

    private boolean hasArguments(int stream) {
        for (int i = 0; i < pieceCount; i++) {
            Piece piece = pieces.get(i);
            if (piece.stream == stream && piece.channel.kind() == Channel.Kind.ARGUMENTS) {
                return true;
            }
        }
        return false;
    }

    /** Whether any edit changes the value. */
    public boolean changed() {
        return !splices.isEmpty();
    }

    /** Whether the edited value still says something: text, or what the format marked; an untouched value always does. */
    public boolean worthSending() {
        return emptied == 0 || filled > 0 || keptWhenEmpty;
    }

    /** The edited value; the very array that came in if nothing changed. Costs one copy otherwise. */
    public byte[] encode() {
        return splices.apply(value);
    }

    /** The index of the first piece of a channel of a stream, or -1. */
    public int findPiece(int stream, Channel channel) {
        for (int i = 0; i < pieceCount; i++) {
            Piece piece = pieces.get(i);
            if (piece.stream == stream && piece.channel.equals(channel)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the stream with an id and a choice, or -1. */
    public int findStream(byte @Nullable [] responseId, int choice) {
        for (int i = 0; i < streamCount; i++) {
            Stream stream = streams.get(i);
            if (stream.choice == choice && Arrays.equals(stream.id, responseId)) {
                return i;
            }
        }
        return -1;
    }
}

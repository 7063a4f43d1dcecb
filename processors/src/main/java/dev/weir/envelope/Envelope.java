package dev.weir.envelope;

import dev.weir.filter.Channel;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final byte[] EMPTY = {};
    private static final byte[] EMPTY_PART = JsonText.ascii("{\"text\":\"\"}");
    /** How many shapes are remembered; a power of two. */
    private static final int SHAPES = 256;

    private byte[] value = EMPTY;
    private final MarkedStreams streams = new MarkedStreams();
    private final MarkedPieces pieces = new MarkedPieces();
    private final List<ToolCall> calls = new ArrayList<>(0);
    private boolean endsKey;
    private boolean endKeyFollows;
    private boolean keptWhenEmpty;
    private final Splices splices = new Splices();
    private final Events events = new Events();
    private int documentStart;
    private boolean startsKey;
    private final JsonCursor cursor = new JsonCursor();
    private final @Nullable ChunkShape[] shapes = new ChunkShape[SHAPES];
    private int emptied;
    private int filled;

    /** Takes the next value; forgets all about the one before. */
    public void reset(byte[] newValue) {
        value = newValue;
        streams.clear();
        pieces.clear();
        calls.clear();
        endsKey = false;
        endKeyFollows = false;
        keptWhenEmpty = false;
        splices.clear();
        events.clear();
        documentStart = 0;
        startsKey = false;
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
        int growth = shape == null ? ChunkShape.NO_MATCH : shape.growth(value);
        if (shape == null || growth == ChunkShape.NO_MATCH) {
            return false;
        }
        streams.get(addStream()).copy(shape.stream, shape.piece.start, growth);
        pieces.add(shape.piece, growth);
        keptWhenEmpty = shape.keptWhenEmpty;
        return true;
    }

    /** Keeps how the value at hand was read, if it is a chunk in the middle of one stream, for {@link #recall}. */
    public void remember(int hint) {
        if (streams.count() != 1
                || pieces.count() != 1
                || value.length > ChunkShape.MAX_BYTES
                || endsKey
                || endKeyFollows
                || events.count() > 0
                || !calls.isEmpty()) {
            return;
        }
        MarkedStream stream = streams.get(0);
        MarkedPiece piece = pieces.get(0);
        if (stream.ends || stream.bodyEmpty || piece.form != MarkedPiece.Form.JSON_STRING || piece.opaque) {
            return;
        }
        shapes[hint & (SHAPES - 1)] = new ChunkShape(value, stream, piece, keptWhenEmpty);
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
        int stream = streams.add();
        streams.get(stream).partStart = documentStart;
        return stream;
    }

    /** What is known of a stream, for formats to say more. */
    MarkedStream stream(int stream) {
        return streams.get(stream);
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
        int[] homes = streams.join();
        for (int piece = 0; piece < pieces.count(); piece++) {
            pieces.get(piece).stream = homes[pieces.get(piece).stream];
        }
        calls.replaceAll(call -> call.of(homes[call.stream()]));
    }

    /** Says which choice of its response a stream is. */
    void choose(int stream, int choice) {
        streams.get(stream).choice = choice;
        streams.get(stream).alternative = choice > 0;
    }

    /** Says that the value names a call of a tool. */
    void addCall(ToolCall call) {
        calls.add(call);
    }

    /** Says that this value is the last of a stream. */
    public void end(int stream) {
        streams.get(stream).ends = true;
    }

    /** Says that this value ends the open response of the record's key, whichever it is. */
    public void endKey() {
        endsKey = true;
    }

    /** Says that this value begins a response, so that whatever is open under the record's key is over. */
    void startKey() {
        startsKey = true;
    }

    /** Says where the document begins that is read next, with all that belongs to it. */
    void beginDocument(int start) {
        documentStart = start;
    }

    /** Says that the document at hand is an event of a message that is streamed block by block. */
    void addEvent() {
        events.add(documentStart);
    }

    /** Says which block the event at hand is about, and where its number stands in the value. */
    void eventOfBlock(int number, int numberStart, int numberEnd) {
        events.block(number, numberStart, numberEnd);
    }

    /** Says that the block of the event at hand holds thinking. */
    void eventOfThinking() {
        events.thinking();
    }

    /** Says where the part of the value ends that the document at hand stands in. */
    void endPart(int end) {
        events.end(end);
        streams.endPart(end);
    }

    /** Adds the stream that stands for a message of blocks; its session remembers which of them were taken out. */
    int addMessage() {
        int stream = addStream();
        streams.get(stream).choice = -1;
        streams.get(stream).message = true;
        return stream;
    }

    /** Adds a stream of its own for text that repeats what other values have said already. */
    int addEcho() {
        int stream = addStream();
        streams.get(stream).echo = true;
        streams.get(stream).ends = true;
        return stream;
    }

    /** Says that each response of this kind has an end mark without an id, behind its streams' own marks. */
    void endKeyFollows() {
        endKeyFollows = true;
    }

    /** Says that the value carries more than text, so that it is sent on even when no text is left in it. */
    public void keepWhenEmpty() {
        keptWhenEmpty = true;
    }

    /** Says that a piece that was added is thinking after all. */
    void pieceIsThinking(int piece) {
        pieces.get(piece).channel = Channel.THINKING;
    }

    /** Adds a piece whose bytes are the text. */
    public void addPlainPiece(int stream, Channel channel, int start, int end) {
        MarkedPiece piece = pieces.add(stream, channel, MarkedPiece.Form.PLAIN, start, end);
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
        MarkedPiece piece = pieces.add(stream, channel, MarkedPiece.Form.JSON_STRING, start, end);
        // Escapes are undone when the text is asked for: only then has the tokenizer found them all sound.
        piece.text = EMPTY;
        piece.textLength = -1;
    }

    private MarkedPiece decoded(int index) {
        MarkedPiece piece = pieces.get(index);
        if (piece.textLength < 0) {
            piece.unescape(value);
        }
        return piece;
    }

    /** Adds a member that holds thinking in a form that no filter reads; it has no text but can be removed. */
    public void addOpaqueThinking(int stream, int start, int end) {
        MarkedPiece piece = pieces.add(stream, Channel.THINKING, MarkedPiece.Form.JSON_STRING, start, end);
        piece.text = EMPTY;
        piece.textOffset = 0;
        piece.textLength = 0;
        piece.opaque = true;
    }

    /** Says that the last piece added can be taken out with the whole JSON member whose name begins at an offset. */
    public void lastPieceIsMember(int nameStart) {
        MarkedPiece piece = pieces.last();
        piece.removable = true;
        piece.memberStart = nameStart;
        piece.memberEnd = piece.end;
    }

    /** Says that the last piece added is all that its event says, so that the event goes when the text does. */
    void lastPieceIsEvent() {
        pieces.last().event = events.count() - 1;
    }

    /** Says which bytes are to be taken out if a piece goes altogether, with a comma beside them if there is one. */
    void pieceSpans(int piece, int start, int end) {
        pieces.get(piece).removable = true;
        pieces.get(piece).memberStart = start;
        pieces.get(piece).memberEnd = end;
    }

    // What the reader of the record asks.

    public int streamCount() {
        return streams.count();
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

    /** Whether this value begins a response, so that whatever is open under the record's key is over. */
    public boolean startsKey() {
        return startsKey;
    }

    /** Whether a stream is what the model might have said instead of another one of its response. */
    public boolean isAlternative(int stream) {
        return streams.get(stream).alternative;
    }

    /** The calls of tools that the value names, in order; not to be changed, and gone with the next value. */
    public List<ToolCall> calls() {
        return calls;
    }

    /** Whether a stream stands for a message of blocks, which its session has to remember. */
    public boolean isMessage(int stream) {
        return streams.get(stream).message;
    }

    /** Whether a stream's text repeats what other values have said already, so that only its edited text is news. */
    public boolean isEcho(int stream) {
        return streams.get(stream).echo;
    }

    /** The number of the block of a message that a stream's text stands in; -1 if it stands in none. */
    public int block(int stream) {
        return streams.get(stream).block;
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
        return pieces.count();
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
        return pieces.get(piece).form == MarkedPiece.Form.JSON_STRING;
    }

    /** Whether a piece holds something that its text does not say, so that it has to go when its channel leaves. */
    public boolean isOpaque(int piece) {
        return pieces.get(piece).opaque;
    }

    // The edits.

    /** Puts other text in the place of a piece's; does nothing if it is the same. */
    public void replace(int piece, byte[] text, int offset, int length) {
        MarkedPiece old = decoded(piece);
        if (Arrays.equals(old.text, old.textOffset, old.textOffset + old.textLength, text, offset, offset + length)) {
            filled += length > 0 ? 1 : 0;
            return;
        }
        if (length == 0) {
            emptied++;
            if (old.event >= 0) {
                events.drop(old.event);
            }
        } else {
            filled++;
        }
        splices.add(
                old.start,
                old.end,
                old.form == MarkedPiece.Form.PLAIN
                        ? Arrays.copyOfRange(text, offset, offset + length)
                        : JsonText.quote(EMPTY, text, offset, length, EMPTY));
    }

    /** Takes a piece out of the value, with the whole member it is if it is one. To be called after all inserts. */
    public void remove(int piece) {
        MarkedPiece old = pieces.get(piece);
        emptied++;
        if (old.event >= 0) {
            events.drop(old.event);
            return;
        }
        if (streams.get(old.stream).inserted) {
            // The inserted member's comma counts on a member behind it, so this one stays, as null; a part stays
            // without text.
            if (streams.get(old.stream).parts) {
                splices.add(old.memberStart, old.memberEnd, EMPTY_PART);
            } else {
                splices.add(old.start, old.end, old.form == MarkedPiece.Form.PLAIN ? EMPTY : JsonText.NULL);
            }
            return;
        }
        if (!old.removable) {
            splices.add(old.start, old.end, old.form == MarkedPiece.Form.PLAIN ? EMPTY : JsonText.EMPTY_STRING);
            return;
        }
        splices.takeOut(value, old.memberStart, old.memberEnd);
    }

    /**
     * Inserts text for a channel of which the value has no piece.
     *
     * @return whether the value has a place for it
     */
    public boolean insert(int stream, Channel channel, byte[] text, int offset, int length) {
        MarkedStream target = streams.get(stream);
        if (target.bodyStart < 0 || target.isTaken(channel.kind())) {
            return false;
        }
        int at = target.nullOf(channel.kind());
        int start = at >= 0 ? at : target.bodyStart;
        int end = at >= 0 ? at + JsonText.NULL.length : start;
        splices.add(start, end, target.insert(channel, text, offset, length));
        filled++;
        return true;
    }

    /**
     * Makes the value say one text of a stream and, so far as its format tells what belongs to a text, nothing besides: no
     * name of a call again, and no other text.
     *
     * @return whether the value has a place for it
     */
    public boolean sayOnly(int stream, Channel channel, byte[] text) {
        boolean alone = streams.get(stream).bodyEnd >= 0;
        int home = alone ? -1 : pieces.find(stream, channel);
        if (!alone && home < 0 && !insert(stream, channel, text, 0, text.length)) {
            return false;
        }
        for (int i = 0; i < pieces.count(); i++) {
            if (i == home) {
                replace(i, text, 0, text.length);
            } else if (!streams.holdInBodies(pieces.get(i).start)) {
                remove(i);
            }
        }
        for (int i = 0; i < streams.count(); i++) {
            MarkedStream each = streams.get(i);
            if (each.bodyEnd >= 0) {
                splices.add(each.bodyStart, each.bodyEnd, i == stream ? each.alone(channel, text, text.length) : EMPTY);
            }
        }
        return true;
    }

    /** Takes the events of thinking out of a message and numbers its blocks anew; {@code blocks} remembers which. */
    public void withoutThinking(Blocks blocks) {
        events.withoutThinking(blocks);
    }

    /** Numbers the blocks of all events lower. */
    public void shiftBlocks(int by) {
        events.shift(by);
    }

    /** Makes the value say that a stream ended because its text was cut short, if it says why. */
    public void cutShort(int stream) {
        MarkedStream ended = streams.get(stream);
        byte[] reason = JsonText.ascii("\"" + ended.cutReason + "\"");
        boolean said = ended.reasonStart < 0
                || splices.touches(ended.reasonStart)
                || Arrays.equals(value, ended.reasonStart, ended.reasonEnd, reason, 0, reason.length);
        if (!said) {
            splices.add(ended.reasonStart, ended.reasonEnd, reason);
        }
    }

    /** The part of the value that can carry text of a stream later: the event or line with its last piece, or all of it. */
    public byte[] template(int stream) {
        for (int i = pieces.count() - 1; i >= 0 && events.count() > 0; i--) {
            MarkedPiece piece = pieces.get(i);
            if (piece.stream == stream && piece.event >= 0) {
                return events.copy(piece.event, value);
            }
        }
        MarkedStream home = streams.get(stream);
        boolean all = home.partStart == 0 && home.partEnd == value.length;
        return all || home.partEnd < 0 ? value : Arrays.copyOfRange(value, home.partStart, home.partEnd);
    }

    /** Whether any edit changes the value. */
    public boolean changed() {
        return !splices.isEmpty() || events.anyChanges();
    }

    /** Whether the edited value still says something: text, or what the format marked; an untouched value always does. */
    public boolean worthSending() {
        return events.count() > 0 ? events.anyStays() : emptied == 0 || filled > 0 || keptWhenEmpty;
    }

    /** The edited value; the very array that came in if nothing changed. Costs one copy otherwise. */
    public byte[] encode() {
        events.edit(splices);
        return splices.apply(value);
    }

    /** The index of the stream with an id and a choice, or -1. */
    public int findStream(byte @Nullable [] responseId, int choice) {
        return streams.find(responseId, choice);
    }
}

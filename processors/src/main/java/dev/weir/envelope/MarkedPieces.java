package dev.weir.envelope;

import dev.weir.filter.Channel;
import java.util.ArrayList;
import java.util.List;

/** The pieces of text in a value. Reused from value to value. */
final class MarkedPieces {

    private final List<MarkedPiece> pieces = new ArrayList<>();
    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    MarkedPiece get(int piece) {
        return pieces.get(piece);
    }

    MarkedPiece last() {
        return pieces.get(count - 1);
    }

    /** Adds a piece that is read as another JSON string was, in a value with so many more bytes of text. */
    void add(MarkedPiece other, int growth) {
        add(other.stream, other.channel, other.form, other.start, other.end).copy(other, growth);
    }

    /** Adds a piece that stays in its place until it is said that it can go. */
    MarkedPiece add(int stream, Channel channel, MarkedPiece.Form form, int start, int end) {
        if (count == pieces.size()) {
            pieces.add(new MarkedPiece());
        }
        MarkedPiece piece = pieces.get(count++);
        piece.stream = stream;
        piece.channel = channel;
        piece.form = form;
        piece.start = start;
        piece.end = end;
        piece.removable = false;
        piece.memberStart = start;
        piece.memberEnd = end;
        piece.event = -1;
        piece.opaque = false;
        return piece;
    }

    /** The index of the first piece of a channel of a stream that can hold its text, or -1. */
    int find(int stream, Channel channel) {
        for (int i = 0; i < count; i++) {
            MarkedPiece piece = pieces.get(i);
            if (piece.stream == stream && piece.channel.equals(channel) && !piece.opaque) {
                return i;
            }
        }
        return -1;
    }
}

package dev.weir.match;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * The piece of text at hand and the last bytes before it. Places in it are counted from the beginning of the piece, so that
 * those before it are negative.
 */
final class RecentText {

    /** What {@link #wordAt} says: a word goes on there, or none does, or later bytes will tell. */
    enum Next {
        WORD,
        OTHER,
        UNKNOWN
    }

    private static final byte[] NOTHING = {};

    private byte[] tail = NOTHING;
    private byte[] piece = NOTHING;
    private int from;
    private int length;

    /** Takes the next piece; only until {@link #keep} is called. */
    void take(byte[] text, int offset, int count) {
        piece = text;
        from = offset;
        length = count;
    }

    /** Lets go of the piece and keeps that many of the last bytes, or all if there are fewer. */
    void keep(int bytes) {
        int kept = Math.min(bytes, tail.length + length);
        if (kept == 0) {
            tail = NOTHING;
        } else if (kept <= length) {
            tail = Arrays.copyOfRange(piece, from + length - kept, from + length);
        } else {
            // a copy beyond the end of the tail has room for the piece
            byte[] both = Arrays.copyOfRange(tail, tail.length + length - kept, tail.length + length);
            System.arraycopy(piece, from, both, kept - length, length);
            tail = both;
        }
        piece = NOTHING;
        from = 0;
        length = 0;
    }

    /** The bytes before the piece; not to be written to. */
    byte[] tail() {
        return tail;
    }

    private int at(int place) {
        return (place >= 0 ? piece[from + place] : tail[tail.length + place]) & 0xFF;
    }

    /** Whether a character stands before a place that words are made of. Bytes that are no UTF-8 are none. */
    boolean wordBefore(int place) {
        int value = 0;
        for (int back = 1; back <= WordCharacters.MAX_BYTES && place - back >= -tail.length; back++) {
            int b = at(place - back);
            if ((b & 0xC0) != 0x80) {
                int codePoint = b < 0x80 ? b : ((b & (0x7F >> back)) << (6 * (back - 1))) | value;
                return bytesOf(b) == back && WordCharacters.isWord(codePoint);
            }
            value |= (b & 0x3F) << (6 * (back - 1));
        }
        return false;
    }

    /** Whether a character stands at a place that words are made of. Bytes that are no UTF-8 are none. */
    Next wordAt(int place) {
        if (place >= length) {
            return Next.UNKNOWN;
        }
        int lead = at(place);
        int bytes = bytesOf(lead);
        int codePoint = lead < 0x80 ? lead : lead & (0x7F >> bytes);
        for (int i = 1; i < bytes; i++) {
            if (place + i >= length) {
                return Next.UNKNOWN;
            }
            int b = at(place + i);
            if ((b & 0xC0) != 0x80) {
                return Next.OTHER;
            }
            codePoint = (codePoint << 6) | (b & 0x3F);
        }
        return bytes > 0 && WordCharacters.isWord(codePoint) ? Next.WORD : Next.OTHER;
    }

    /** How many bytes a character has that begins with one; 0 if none does. */
    private static int bytesOf(int lead) {
        if (lead < 0x80) {
            return 1;
        }
        return lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    /** Writes the bytes that are kept. */
    void save(StateWriter state) {
        state.writeBytes(tail);
    }

    /** Reads what {@link #save} wrote. */
    void restore(StateReader state) {
        tail = state.readBytes();
    }
}

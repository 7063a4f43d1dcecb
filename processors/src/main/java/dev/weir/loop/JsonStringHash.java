package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;

/** Reads a JSON string behind its opening quote and hashes its characters, however they are escaped. Not thread-safe. */
final class JsonStringHash {

    enum Step {
        GO_ON,
        END,
        INVALID
    }

    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int PLAIN = 0;
    private static final int BACKSLASH = 1;
    /** From here on: one more than the hexadecimal digits read. */
    private static final int DIGITS = 2;

    private final ChainedHash hash = new ChainedHash();
    private int state = PLAIN;
    private int unit;
    /** The first half of a surrogate pair whose second may follow; 0 if there is none. */
    private int high;

    /** Takes as many bytes as stand for themselves; returns how many. */
    int acceptPlain(byte[] text, int from, int end) {
        if (state != PLAIN) {
            return 0;
        }
        int i = from;
        while (i < end && text[i] != '"' && text[i] != '\\' && (text[i] >= ' ' || text[i] < 0)) {
            i++;
        }
        if (i > from) {
            endHalf();
            hash.put(text, from, i - from);
        }
        return i - from;
    }

    Step accept(int b) {
        if (state >= DIGITS) {
            return acceptDigit(b);
        }
        if (state == BACKSLASH) {
            return acceptEscape(b);
        }
        if (b == '\\') {
            state = BACKSLASH;
            return Step.GO_ON;
        }
        endHalf();
        if (b == '"') {
            return Step.END;
        }
        if (b < ' ') {
            return Step.INVALID;
        }
        hash.put(b);
        return Step.GO_ON;
    }

    private Step acceptEscape(int b) {
        if (b == 'u') {
            state = DIGITS;
            unit = 0;
            return Step.GO_ON;
        }
        endHalf();
        int which = ESCAPES.indexOf(b);
        if (which < 0) {
            return Step.INVALID;
        }
        hash.put(ESCAPED.charAt(which));
        state = PLAIN;
        return Step.GO_ON;
    }

    private Step acceptDigit(int b) {
        int digit = b < 0x80 ? Character.digit(b, 16) : -1;
        if (digit < 0) {
            return Step.INVALID;
        }
        unit = unit << 4 | digit;
        state++;
        if (state == DIGITS + 4) {
            state = PLAIN;
            endUnit();
        }
        return Step.GO_ON;
    }

    private void endUnit() {
        char character = (char) unit;
        if (high != 0 && Character.isLowSurrogate(character)) {
            put(Character.toCodePoint((char) high, character));
            high = 0;
            return;
        }
        endHalf();
        if (Character.isHighSurrogate(character)) {
            high = unit;
        } else {
            put(unit);
        }
    }

    private void endHalf() {
        if (high != 0) {
            put(high);
            high = 0;
        }
    }

    /** In UTF-8; a surrogate alone, which has no place there, in the three bytes that it would have. */
    private void put(int codePoint) {
        if (codePoint < 0x80) {
            hash.put(codePoint);
            return;
        }
        if (codePoint < 0x800) {
            hash.put(0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                hash.put(0xE0 | codePoint >> 12);
            } else {
                hash.put(0xF0 | codePoint >> 18);
                hash.put(0x80 | (codePoint >> 12 & 0x3F));
            }
            hash.put(0x80 | (codePoint >> 6 & 0x3F));
        }
        hash.put(0x80 | (codePoint & 0x3F));
    }

    /** The hash of the string, which has ended; the next may begin. */
    long take() {
        long value = hash.value();
        hash.clear();
        return value;
    }

    void save(StateWriter writer) {
        hash.save(writer);
        writer.writeByte(state);
        writer.writeInt(unit);
        writer.writeInt(high);
    }

    void restore(StateReader reader) {
        hash.restore(reader);
        state = reader.readByte();
        unit = reader.readInt();
        high = reader.readInt();
        if (state >= DIGITS + 4) {
            throw new MalformedStateException("state has a JSON string in state " + state);
        }
    }
}

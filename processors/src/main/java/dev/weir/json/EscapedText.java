package dev.weir.json;

import dev.weir.filter.FilterOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * Repairs a document that was escaped as if it stood in a string, or does: takes one level of escapes off on the way to a
 * filter of its own, whose offsets count the text without them.
 */
final class EscapedText {

    private static final int LONGEST_ESCAPE = 6;
    private static final int ALL = 0;
    private static final int TO_QUOTE = 1;
    private static final int BEHIND_QUOTE = 2;

    private final RepairJsonFilter inner;
    /** The start of an escape that the last piece ended in. */
    private final byte[] cut = new byte[LONGEST_ESCAPE];

    private int cutSize;
    private byte[] plain = {};
    /** How much of the text is escaped. */
    private int escaped;

    /**
     * @param inString whether the escapes end at a quote
     */
    EscapedText(RepairJsonFilter inner, boolean inString) {
        this.inner = inner;
        escaped = inString ? TO_QUOTE : ALL;
    }

    RepairJsonFilter inner() {
        return inner;
    }

    void accept(byte[] in, int from, int to, FilterOutput output) {
        byte[] text = in;
        int p = from;
        int end = to;
        if (cutSize > 0) {
            text = Arrays.copyOf(cut, cutSize + to - from);
            System.arraycopy(in, from, text, cutSize, to - from);
            p = 0;
            end = text.length;
            cutSize = 0;
        }
        if (plain.length < end - p) {
            plain = new byte[end - p];
        }
        int size = 0;
        while (p < end) {
            byte b = text[p];
            if (b == '"' && escaped == TO_QUOTE) {
                escaped = BEHIND_QUOTE;
                p++;
                continue;
            }
            if (b != '\\' || escaped == BEHIND_QUOTE) {
                plain[size++] = b;
                p++;
                continue;
            }
            int length = p + 1 == end || text[p + 1] != 'u' ? 2 : LONGEST_ESCAPE;
            if (end - p < length) {
                cutSize = end - p;
                System.arraycopy(text, p, cut, 0, cutSize);
                break;
            }
            size = unescape(text, p, length, size);
            p += length;
        }
        inner.accept(plain, 0, size, output);
    }

    private int unescape(byte[] text, int p, int length, int size) {
        int code = length == 2 ? character(text[p + 1]) : ascii(text, p + 2);
        if (code >= 0) {
            plain[size] = (byte) code;
            return size + 1;
        }
        // Beyond ASCII an escape means the same inside the document's own strings.
        System.arraycopy(text, p, plain, size, length);
        return size + length;
    }

    private static int character(byte b) {
        return switch (b) {
            case '"', '\\', '/', '\'' -> b;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> -1;
        };
    }

    private static int ascii(byte[] text, int p) {
        int code = 0;
        for (int i = p; i < p + 4; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code < 0x80 ? code : -1;
    }

    void finish(FilterOutput output) {
        inner.accept(cut, 0, cutSize, output);
        cutSize = 0;
        inner.finish(output);
    }

    int heldBackBytes() {
        return cutSize + inner.heldBackBytes();
    }

    void save(StateWriter state) {
        state.writeByte(escaped);
        state.writeBytes(cut, 0, cutSize);
        inner.save(state);
    }

    void restore(StateReader state) {
        escaped = state.readByte();
        if (escaped > BEHIND_QUOTE) {
            throw new MalformedStateException("state has extent " + escaped + " where 0 to 2 was expected");
        }
        byte[] saved = state.readBytes();
        if (saved.length >= LONGEST_ESCAPE) {
            throw new MalformedStateException("state has an escape of " + saved.length + " bytes where under 6 are");
        }
        System.arraycopy(saved, 0, cut, 0, saved.length);
        cutSize = saved.length;
        inner.restore(state);
    }
}

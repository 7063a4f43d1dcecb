package dev.weir.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Undoes and redoes the escapes of JSON strings (RFC 8259, section 7) on bytes.
 *
 * <p>A lone surrogate escape, as servers send when they cut a stream inside a character, becomes the three bytes that
 * UTF-8 would give it (WTF-8) and turns back into its escape on the way out, so that nothing is lost.
 */
final class JsonText {

    static final byte[] EMPTY_STRING = {'"', '"'};
    static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private JsonText() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static int indexOfEscape(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return i;
            }
        }
        return -1;
    }

    /** The offset just behind the closing quote of the string whose opening quote is at {@code start}; -1 without one. */
    static int endOfString(byte[] bytes, int start, int end) {
        int i = start + 1;
        while (i < end && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i < end ? i + 1 : -1;
    }

    /**
     * Whether bytes can stand between the quotes of a JSON string as they are. May say no to some that can, never yes to
     * any that cannot.
     */
    static boolean isStringBody(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b == '\\') {
                int length = escapeLength(bytes, i, to);
                if (length == 0) {
                    return false;
                }
                i += length;
            } else if (b >= 0) {
                if (b < 0x20 || b == '"') {
                    return false;
                }
                i++;
            } else {
                int length = Utf8.sequenceLength(bytes, i, to);
                if (length == 0 || Utf8.isSurrogate(bytes, i, to)) {
                    return false;
                }
                i += length;
            }
        }
        return true;
    }

    /** How many bytes the escape has that begins at an offset; 0 if it is none. */
    private static int escapeLength(byte[] bytes, int at, int to) {
        if (at + 1 >= to) {
            return 0;
        }
        if (bytes[at + 1] != 'u') {
            return "\"\\/bfnrt".indexOf(bytes[at + 1]) >= 0 ? 2 : 0;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= to || Character.digit(bytes[i], 16) < 0) {
                return 0;
            }
        }
        return 6;
    }

    static int skipSpace(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && isSpace(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The least offset such that only white space lies between it and {@code from}. */
    static int skipSpaceBackwards(byte[] bytes, int from) {
        int i = from;
        while (i > 0 && isSpace(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * Undoes the escapes of a JSON string that a parser has found sound.
     *
     * @param from just behind the opening quote
     * @param to at the closing quote
     * @param escape where the first backslash is
     */
    static byte[] unescape(byte[] bytes, int from, int to, int escape) {
        byte[] text = new byte[to - from];
        int size = escape - from;
        System.arraycopy(bytes, from, text, 0, size);
        int i = escape;
        while (i < to) {
            byte b = bytes[i];
            if (b != '\\') {
                text[size++] = b;
                i++;
            } else if (bytes[i + 1] != 'u') {
                text[size++] = plain(bytes[i + 1]);
                i += 2;
            } else {
                int unit = hex(bytes, i + 2);
                i += 6;
                if (Character.isHighSurrogate((char) unit) && i + 1 < to && bytes[i] == '\\' && bytes[i + 1] == 'u') {
                    int low = hex(bytes, i + 2);
                    if (Character.isLowSurrogate((char) low)) {
                        unit = Character.toCodePoint((char) unit, (char) low);
                        i += 6;
                    }
                }
                size = putUtf8(text, size, unit);
            }
        }
        return Arrays.copyOf(text, size);
    }

    private static byte plain(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static int hex(byte[] bytes, int at) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            unit = (unit << 4) | Character.digit(bytes[i], 16);
        }
        return unit;
    }

    private static int putUtf8(byte[] to, int at, int codePoint) {
        int size = at;
        if (codePoint < 0x80) {
            to[size++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            to[size++] = (byte) (0xC0 | (codePoint >> 6));
            to[size++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            to[size++] = (byte) (0xE0 | (codePoint >> 12));
            to[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            to[size++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            to[size++] = (byte) (0xF0 | (codePoint >> 18));
            to[size++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            to[size++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            to[size++] = (byte) (0x80 | (codePoint & 0x3F));
        }
        return size;
    }

    /** Text as a JSON string with its quotes, between two other runs of bytes; what is not UTF-8 becomes U+FFFD. */
    static byte[] quote(byte[] before, byte[] text, int offset, int length, byte[] behind) {
        byte[] out = Arrays.copyOf(before, before.length + behind.length + 2 + length * 6);
        int size = before.length;
        out[size++] = '"';
        int to = offset + length;
        int i = offset;
        while (i < to) {
            byte b = text[i];
            if (b < 0) {
                int sequence = Utf8.sequenceLength(text, i, to);
                if (sequence == 0) {
                    System.arraycopy(REPLACEMENT, 0, out, size, REPLACEMENT.length);
                    size += REPLACEMENT.length;
                    i++;
                } else if (Utf8.isSurrogate(text, i, to)) {
                    size = putEscape(out, size, Utf8.surrogate(text, i));
                    i += 3;
                } else {
                    System.arraycopy(text, i, out, size, sequence);
                    size += sequence;
                    i += sequence;
                }
            } else {
                if (b == '"' || b == '\\') {
                    out[size++] = '\\';
                    out[size++] = b;
                } else if (b >= 0x20) {
                    out[size++] = b;
                } else {
                    size = putControl(out, size, b);
                }
                i++;
            }
        }
        out[size++] = '"';
        System.arraycopy(behind, 0, out, size, behind.length);
        return Arrays.copyOf(out, size + behind.length);
    }

    private static int putControl(byte[] out, int at, byte control) {
        int letter = "\b\t\n\f\r".indexOf(control);
        if (letter < 0) {
            return putEscape(out, at, control);
        }
        out[at] = '\\';
        out[at + 1] = (byte) "btnfr".charAt(letter);
        return at + 2;
    }

    private static int putEscape(byte[] out, int at, int unit) {
        out[at] = '\\';
        out[at + 1] = 'u';
        for (int i = 0; i < 4; i++) {
            out[at + 2 + i] = HEX[(unit >> (12 - 4 * i)) & 0xF];
        }
        return at + 6;
    }
}

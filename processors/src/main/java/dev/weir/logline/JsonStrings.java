package dev.weir.logline;

/** The strings of JSON, as bytes (RFC 8259, section 7). */
final class JsonStrings {

    private static final int REPLACEMENT = 0xFFFD;

    private JsonStrings() {}

    /** At the closing quote of the string whose first byte is at {@code from}; -1 without one. */
    static int end(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return i < to ? i : -1;
    }

    /** Adds the text of a string; an escape that is none stands for itself. */
    static void unescape(byte[] bytes, int from, int to, Bytes out) {
        int copied = from;
        int i = from;
        while (i < to) {
            if (bytes[i] != '\\' || i + 1 >= to) {
                i++;
                continue;
            }
            out.add(bytes, copied, i);
            if (bytes[i + 1] == 'u' && hex(bytes, i + 2, to) >= 0) {
                int unit = hex(bytes, i + 2, to);
                i += 6;
                if (Character.isHighSurrogate((char) unit) && i + 1 < to && bytes[i] == '\\' && bytes[i + 1] == 'u') {
                    int low = hex(bytes, i + 2, to);
                    if (low >= 0 && Character.isLowSurrogate((char) low)) {
                        unit = Character.toCodePoint((char) unit, (char) low);
                        i += 6;
                    }
                }
                putUtf8(unit, out);
            } else {
                out.add(plain(bytes[i + 1]));
                i += 2;
            }
            copied = i;
        }
        out.add(bytes, copied, to);
    }

    private static int plain(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static int hex(byte[] bytes, int at, int to) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < to ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = (unit << 4) | digit;
        }
        return unit;
    }

    private static void putUtf8(int codePoint, Bytes out) {
        int whole =
                codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE ? REPLACEMENT : codePoint;
        if (whole < 0x80) {
            out.add(whole);
        } else if (whole < 0x800) {
            out.add(0xC0 | (whole >> 6));
            out.add(0x80 | (whole & 0x3F));
        } else if (whole < 0x10000) {
            out.add(0xE0 | (whole >> 12));
            out.add(0x80 | ((whole >> 6) & 0x3F));
            out.add(0x80 | (whole & 0x3F));
        } else {
            out.add(0xF0 | (whole >> 18));
            out.add(0x80 | ((whole >> 12) & 0x3F));
            out.add(0x80 | ((whole >> 6) & 0x3F));
            out.add(0x80 | (whole & 0x3F));
        }
    }
}

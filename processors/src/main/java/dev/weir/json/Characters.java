package dev.weir.json;

import java.nio.charset.StandardCharsets;

/** What single bytes mean in JSON and in what people write instead of it. */
final class Characters {

    private static final int SPACE = 1;
    private static final int DIGIT = 2;
    private static final int LETTER = 4;
    private static final int HEX = 8;
    private static final int PLAIN_KEY = 16;
    private static final byte[] CLASSES = new byte[256];

    static {
        mark(" \t\r\n", SPACE);
        mark("0123456789", DIGIT | HEX);
        mark("abcdefABCDEF", HEX);
        for (int c = 'a'; c <= 'z'; c++) {
            CLASSES[c] |= LETTER;
            CLASSES[c - 'a' + 'A'] |= LETTER;
        }
        mark("_$", LETTER);
        for (int c = 0x20; c < 0x80; c++) {
            CLASSES[c] |= PLAIN_KEY;
        }
        for (char c : new char[] {'"', '\\', ':'}) {
            CLASSES[c] &= ~PLAIN_KEY;
        }
        for (int c = 0x80; c <= 0xFF; c++) {
            CLASSES[c] |= LETTER;
        }
    }

    private Characters() {}

    private static void mark(String characters, int as) {
        for (byte b : characters.getBytes(StandardCharsets.US_ASCII)) {
            CLASSES[b] |= (byte) as;
        }
    }

    /** White space as JSON defines it. */
    static boolean isSpace(byte b) {
        return (CLASSES[b & 0xFF] & SPACE) != 0;
    }

    static boolean isDigit(byte b) {
        return (CLASSES[b & 0xFF] & DIGIT) != 0;
    }

    static boolean isHex(byte b) {
        return (CLASSES[b & 0xFF] & HEX) != 0;
    }

    /** Letters, {@code _}, {@code $} and every byte of a character beyond ASCII. */
    static boolean isLetter(byte b) {
        return (CLASSES[b & 0xFF] & LETTER) != 0;
    }

    static boolean isWord(byte b) {
        return (CLASSES[b & 0xFF] & (LETTER | DIGIT)) != 0;
    }

    /** ASCII that a key has without a second look: no quote, backslash, colon or control. */
    static boolean isInPlainKey(byte b) {
        return (CLASSES[b & 0xFF] & PLAIN_KEY) != 0;
    }

    static boolean isAsciiQuote(byte b) {
        return b == '"' || b == '\'' || b == '`';
    }

    /** Whether {@code length} bytes of text at {@code from} are the given ASCII word. */
    static boolean matches(byte[] text, int from, int length, String word) {
        if (length != word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}

package dev.weir.dedup;

import java.nio.charset.StandardCharsets;

/** Which parts a byte may have in a log line, as bits. */
final class ByteKinds {

    static final int DIGIT = 1;
    static final int HEX_LETTER = 2;
    static final int LETTER = 4;
    static final int SPACE = 8;
    /** May stand between the word {@code code} and its number. */
    static final int SEPARATOR = 16;
    /** May stand between two digits of one number. */
    static final int JOINER = 32;
    /** Begins the name of a month or a weekday. */
    static final int DATE_INITIAL = 64;
    /** May stand between the word {@code error} and its number. */
    static final int ERROR_SEPARATOR = 128;

    static final int HEX = DIGIT | HEX_LETTER;
    static final int WORD = DIGIT | HEX_LETTER | LETTER;
    static final int ALPHABETIC = HEX_LETTER | LETTER;

    private static final byte[] KINDS = kinds();

    private ByteKinds() {}

    static boolean is(int kinds, byte b) {
        return (KINDS[b & 0xFF] & kinds) != 0;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The end of what is of some kinds from {@code from} on. */
    static int endOf(int kinds, byte[] line, int from, int end) {
        int i = from;
        while (i < end && is(kinds, line[i])) {
            i++;
        }
        return i;
    }

    /** The end of a line without the white space behind it. */
    static int trimmedEnd(byte[] line, int from, int end) {
        int trimmed = end;
        while (trimmed > from && is(SPACE, line[trimmed - 1])) {
            trimmed--;
        }
        return trimmed;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        mark(kinds, "0123456789", DIGIT);
        mark(kinds, "abcdefABCDEF", HEX_LETTER);
        mark(kinds, "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ", LETTER);
        mark(kinds, " \t\r\n\f\u000b", SPACE);
        mark(kinds, " \t\"':=/([{<#-_,\\", SEPARATOR);
        mark(kinds, ".:,-", JOINER);
        mark(kinds, "JFMASONDTW", DATE_INITIAL);
        mark(kinds, " \t\"':=#(,", ERROR_SEPARATOR);
        return kinds;
    }

    private static void mark(byte[] kinds, String members, int kind) {
        for (byte member : ascii(members)) {
            kinds[member] |= (byte) kind;
        }
    }
}

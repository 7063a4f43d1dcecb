package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.ascii;

/**
 * Sorts the bytes of a line into kinds, {@value #GROUP} at a time: four bits for each byte, in four rows of {@value #GROUP}
 * bits, the first byte in the lowest.
 *
 * <p>A table for each of eight places has the bits of a byte where they belong, so that a byte costs one look-up and one sum.
 */
final class KindBits {

    /** How many bytes are sorted at once: four bits for each fill a long. */
    static final int GROUP = 16;

    private static final int WORD = 8;
    private static final int LETTER = WORD + 4;
    private static final int HEX = 2;
    private static final int JOINER = 4;
    /** A byte that is much alike others, and yet not: see {@link #mark(long[])}. */
    private static final int SPECIAL = 1;

    private static final int COLON = JOINER + 2;
    private static final int SPACE = 2;

    private static final int BYTES = 256;
    private static final int SECOND = BYTES;
    private static final int THIRD = 2 * BYTES;
    private static final int FOURTH = 3 * BYTES;
    private static final int FIFTH = 4 * BYTES;
    private static final int SIXTH = 5 * BYTES;
    private static final int SEVENTH = 6 * BYTES;
    private static final int EIGHTH = 7 * BYTES;
    /** For each place and byte the four bits of its kind, each in sixteen bits of its own: see {@link #split}. */
    private static final long[] KINDS = kinds();

    private KindBits() {}

    /** The kinds of {@value #GROUP} bytes. */
    static long of(byte[] line, int at) {
        return ofEight(line, at) + (ofEight(line, at + Long.BYTES) << Long.BYTES);
    }

    private static long ofEight(byte[] line, int at) {
        return KINDS[line[at] & 0xFF]
                + KINDS[SECOND + (line[at + 1] & 0xFF)]
                + KINDS[THIRD + (line[at + 2] & 0xFF)]
                + KINDS[FOURTH + (line[at + 3] & 0xFF)]
                + KINDS[FIFTH + (line[at + 4] & 0xFF)]
                + KINDS[SIXTH + (line[at + 5] & 0xFF)]
                + KINDS[SEVENTH + (line[at + 6] & 0xFF)]
                + KINDS[EIGHTH + (line[at + 7] & 0xFF)];
    }

    private static long[] kinds() {
        long[] kinds = new long[EIGHTH + BYTES];
        mark(kinds);
        for (int i = SECOND; i < kinds.length; i++) {
            kinds[i] = 2 * kinds[i - BYTES];
        }
        return kinds;
    }

    private static void mark(long[] kinds) {
        mark(kinds, "123456789", WORD + HEX);
        mark(kinds, "0", WORD + HEX + SPECIAL);
        mark(kinds, "ghijklmnopqrstuvwyzGHIKLPQRUVYZ", LETTER);
        mark(kinds, "abcdefBCE", LETTER + HEX);
        mark(kinds, "xXJMSONTW", LETTER + SPECIAL);
        mark(kinds, "ADF", LETTER + HEX + SPECIAL);
        mark(kinds, ".,", JOINER);
        mark(kinds, "-", JOINER + SPECIAL);
        mark(kinds, ":", COLON);
        mark(kinds, " ", SPACE);
        mark(kinds, "\t\r\n\f\u000b", SPACE + SPECIAL);
        mark(kinds, "/", SPECIAL);
    }

    private static void mark(long[] kinds, String members, int kind) {
        for (byte member : ascii(members)) {
            kinds[member] = split(kind);
        }
    }

    /** Moves the lowest bit of a kind to bit 0, the next one to bit 16 and so on. */
    private static long split(int kind) {
        return (kind & 1) | (kind & 2L) << 15 | (kind & 4L) << 30 | (kind & 8L) << 45;
    }
}

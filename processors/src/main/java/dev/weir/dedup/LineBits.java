package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.ascii;

/**
 * Which bytes of a line are digits, letters and so on: a row of bits for each kind, one bit for each byte, so that the ends
 * of words and numbers are counted rather than looked for.
 *
 * <p>Positions begin at {@value #BEGIN}. What lies before a line and behind it is of no kind. One thread; the memory is as
 * large as the longest line so far.
 */
final class LineBits {

    /** The first byte's position: what looks back from there finds eight bytes of nothing. */
    static final int BEGIN = 64;
    /** How many positions {@link #events} looks at. */
    static final int EVENTS = 48;
    /** How many bytes {@link #numberLength} can see; a number that fills them may go on. */
    static final int MAX_NUMBER = 55;
    /** How many bits are looked at behind the end of a line. */
    static final int OVERHANG = 72;

    private static final int DIGITS = 0;
    private static final int LETTERS = 1;
    private static final int HEX_LETTERS = 2;
    private static final int CAPITALS = 3;
    private static final int JOINERS = 4;
    private static final int COLONS = 5;
    private static final int SPACES = 6;
    /** White space other than the blank. */
    private static final int CONTROLS = 7;
    /** For each byte a long with the lowest bit of its eight bytes set for each kind that it is of. */
    private static final long[] KINDS = kinds();

    private static final long ODD_BYTES = 0x00FF_00FF_00FF_00FFL;
    private static final long ODD_PAIRS = 0x0000_FFFF_0000_FFFFL;
    private static final long LOWER_HALF = 0x0000_0000_FFFF_FFFFL;

    /** A long for eight bytes of the line, with a byte for each kind. */
    private long[] rows = {};

    private byte[] digits = {};
    private byte[] letters = {};
    private byte[] hexLetters = {};
    private byte[] capitals = {};
    private byte[] joiners = {};
    private byte[] colons = {};
    private byte[] spaces = {};
    private byte[] controls = {};

    /**
     * Takes a look at a line.
     *
     * @param line from {@value #BEGIN} to {@code end}, with bytes of no kind for 8 more
     */
    void look(byte[] line, int end) {
        makeRoom(end);
        int last = (end + 7) >>> 3;
        long[] row = rows;
        for (int at = BEGIN >>> 3; at < last; at++) {
            row[at] = kinds(line, at << 3);
        }
        int after = (last + 7) & -8;
        for (int at = last; at < after; at++) {
            row[at] = 0;
        }
        for (int at = BEGIN >>> 3; at < after; at += Long.BYTES) {
            turn(row, at);
        }
        EightBytes.store(digits, after, 0);
        EightBytes.store(letters, after, 0);
        EightBytes.store(hexLetters, after, 0);
        EightBytes.store(capitals, after, 0);
        EightBytes.store(joiners, after, 0);
        EightBytes.store(colons, after, 0);
        EightBytes.store(spaces, after, 0);
        EightBytes.store(controls, after, 0);
    }

    /** Eight kinds of eight bytes: each step moves eight bits up by one. */
    private static long kinds(byte[] line, int at) {
        long kinds = KINDS[line[at + 7] & 0xFF];
        kinds = KINDS[line[at + 6] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 5] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 4] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 3] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 2] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 1] & 0xFF] + 2 * kinds;
        return KINDS[line[at] & 0xFF] + 2 * kinds;
    }

    /** Makes eight longs, with a byte for each kind, a long for each kind: a square of bytes is mirrored by its halves. */
    private void turn(long[] rows, int at) {
        long a = rows[at];
        long b = rows[at + 1];
        long c = rows[at + 2];
        long d = rows[at + 3];
        long e = rows[at + 4];
        long f = rows[at + 5];
        long g = rows[at + 6];
        long h = rows[at + 7];
        long ab = low(a, b, 8, ODD_BYTES);
        long ba = high(a, b, 8, ODD_BYTES);
        long cd = low(c, d, 8, ODD_BYTES);
        long dc = high(c, d, 8, ODD_BYTES);
        long ef = low(e, f, 8, ODD_BYTES);
        long fe = high(e, f, 8, ODD_BYTES);
        long gh = low(g, h, 8, ODD_BYTES);
        long hg = high(g, h, 8, ODD_BYTES);
        a = low(ab, cd, 16, ODD_PAIRS);
        c = high(ab, cd, 16, ODD_PAIRS);
        b = low(ba, dc, 16, ODD_PAIRS);
        d = high(ba, dc, 16, ODD_PAIRS);
        e = low(ef, gh, 16, ODD_PAIRS);
        g = high(ef, gh, 16, ODD_PAIRS);
        f = low(fe, hg, 16, ODD_PAIRS);
        h = high(fe, hg, 16, ODD_PAIRS);
        EightBytes.store(digits, at, low(a, e, 32, LOWER_HALF));
        EightBytes.store(letters, at, low(b, f, 32, LOWER_HALF));
        EightBytes.store(hexLetters, at, low(c, g, 32, LOWER_HALF));
        EightBytes.store(capitals, at, low(d, h, 32, LOWER_HALF));
        EightBytes.store(joiners, at, high(a, e, 32, LOWER_HALF));
        EightBytes.store(colons, at, high(b, f, 32, LOWER_HALF));
        EightBytes.store(spaces, at, high(c, g, 32, LOWER_HALF));
        EightBytes.store(controls, at, high(d, h, 32, LOWER_HALF));
    }

    private static long low(long first, long second, int shift, long mask) {
        return (first & mask) | ((second & mask) << shift);
    }

    private static long high(long first, long second, int shift, long mask) {
        return ((first >>> shift) & mask) | (second & ~mask);
    }

    private void makeRoom(int end) {
        int needed = ((end + OVERHANG) >>> 3) + 2 * Long.BYTES;
        if (needed > digits.length) {
            int length = Math.max(needed, digits.length * 2);
            rows = new long[length];
            digits = new byte[length];
            letters = new byte[length];
            hexLetters = new byte[length];
            capitals = new byte[length];
            joiners = new byte[length];
            colons = new byte[length];
            spaces = new byte[length];
            controls = new byte[length];
        }
    }

    /**
     * Where something may begin that varies between lines, or white space is not a single blank, from {@code position} on:
     * numbers; words that may be a hex number, or the name of a month or weekday.
     *
     * @param position a multiple of 8
     * @return a bit for each of {@value #EVENTS} positions, the first in the lowest
     */
    long events(int position) {
        // Eight more on either side: what is shifted in beyond them does not matter.
        int at = (position >>> 3) - 1;
        long digit = EightBytes.load(digits, at);
        long letter = EightBytes.load(letters, at);
        long joiner = EightBytes.load(joiners, at);
        long number = digit | (joiner & (digit << 1) & (digit >>> 1));
        long word = digit | letter;
        long start = word & ~(word << 1);

        long hexLetter = EightBytes.load(hexLetters, at);
        long colon = EightBytes.load(colons, at);
        long hex = digit | hexLetter;
        long twoHex = hex & (hex >>> 1);
        long fourHex = twoHex & (twoHex >>> 2);
        long eightHex = fourHex & (fourHex >>> 4);
        long group =
                colon >>> 1 | (hex >>> 1 & (colon >>> 2 | (hex >>> 2 & (colon >>> 3 | (hex >>> 3 & colon >>> 4)))));

        long space = EightBytes.load(spaces, at);
        long spaceGoesOn = space & (space << 1);
        long capital = EightBytes.load(capitals, at);
        long name = start & capital & ~(capital >>> 1) & (letter >>> 1) & (letter >>> 2) & ~(word >>> 3);
        // A number, another name or more white space behind one byte, or white space behind a comma.
        long dated = ((digit | capital | space) >>> 4) | ((joiner >>> 3) & ~(word >>> 4));

        long events = (number & ~(number << 1))
                | (start & hexLetter & (eightHex | group))
                | (name & dated)
                | spaceGoesOn
                | EightBytes.load(controls, at);
        return (events >>> 8) & ((1L << EVENTS) - 1);
    }

    /** How many bytes the number has that begins here: digits with single joiners between them. */
    int numberLength(int position) {
        long digit = from(digits, position);
        return Long.numberOfTrailingZeros(~(digit | (from(joiners, position) & (digit << 1) & (digit >>> 1))));
    }

    /** How many bytes before here are letters or digits; or 57 or more. */
    int wordLengthBefore(int position) {
        return Long.numberOfLeadingZeros(~wordsBefore(position));
    }

    /** How many bytes before here are neither letters nor digits; or 57 or more. */
    int gapLengthBefore(int position) {
        return Long.numberOfLeadingZeros(wordsBefore(position));
    }

    private long wordsBefore(int position) {
        int at = ((position + 7) >>> 3) - Long.BYTES;
        return (EightBytes.load(digits, at) | EightBytes.load(letters, at)) << (-position & 7);
    }

    /** The bits from a position on, of which 57 can be relied on. */
    private static long from(byte[] bits, int position) {
        return EightBytes.load(bits, position >>> 3) >>> (position & 7);
    }

    private static long[] kinds() {
        long[] kinds = new long[256];
        mark(kinds, "0123456789", DIGITS);
        mark(kinds, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTERS);
        mark(kinds, "abcdefABCDEF", HEX_LETTERS);
        mark(kinds, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", CAPITALS);
        mark(kinds, ".:,-", JOINERS);
        mark(kinds, ":", COLONS);
        mark(kinds, " \t\r\n\f\u000b", SPACES);
        mark(kinds, "\t\r\n\f\u000b", CONTROLS);
        return kinds;
    }

    private static void mark(long[] kinds, String members, int kind) {
        for (byte member : ascii(members)) {
            kinds[member] |= 1L << (Byte.SIZE * kind);
        }
    }
}

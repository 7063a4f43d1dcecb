package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.ascii;

/**
 * Which bytes of a part of a line are digits, letters and so on: a row of bits for each kind, one bit for each byte, the
 * first in the lowest, so that what may vary between lines is found for many bytes at once.
 *
 * <p>A part has {@value #STEP} bytes at hand, {@value #BEHIND} before them and {@value #BEHIND} after them. What lies
 * outside the line is of no kind. One thread.
 */
final class LineBits {

    /** How many bytes are seen before those at hand, and after them. */
    static final int BEHIND = 8;
    /** How many bytes are at hand. */
    static final int STEP = 48;
    /** How many bytes are seen. */
    static final int SEEN = Long.SIZE;
    /** The bits of the bytes at hand. */
    static final long AT_HAND = ((1L << STEP) - 1) << BEHIND;

    /** How many bytes are sorted at once: four bits for each fill a long. */
    private static final int GROUP = 16;
    /** For each byte the four bits of its kind, each at the foot of sixteen bits: see {@link #split}. */
    private static final long[] KINDS = kinds();

    private static final int WORD = 8;
    private static final int LETTER = WORD + 4;
    private static final int HEX = 2;
    private static final int JOINER = 4;
    /** A byte that is much alike others, and yet not: see {@link #kinds()}. */
    private static final int SPECIAL = 1;

    private static final int COLON = JOINER + 2;
    private static final int SPACE = 2;

    private static final long EVEN_GROUPS = 0x0000_FFFF_0000_FFFFL;
    private static final long LOWER_HALF = 0x0000_0000_FFFF_FFFFL;
    /** Bits that those before them have left: nothing is known of the bytes before them. */
    private static final long UNKNOWN_BEFORE = 7;

    /** How far the numbers lie behind a code word: a gap of one to four bytes and three letters. */
    private static final long NEAR = 0x1FE;

    /** Where a run of white space goes on. */
    long spacesGoOn;
    /** White space other than the blank, where it does not go on. */
    long controls;
    /** Digits with single joiners between them. */
    long numbers;
    /** Dashes after no letter or digit: signs if a number follows. */
    long signs;

    /** What lies behind the end of the line. */
    long outside;

    private long words;
    private long digits;
    private long letters;
    private long hexLetters;
    private long specials;
    private long joiners;
    private long colons;
    private long spaces;
    private long otherJoiners;
    private long slashes;
    private long last;

    /** Takes a look at the first bytes of a line, before those of {@link #look}. */
    void begin(byte[] line, int at) {
        last = kinds(line, at);
    }

    /**
     * Takes a look at the next part of a line.
     *
     * @param line with {@value #SEEN} bytes from {@code at}
     * @param at {@value #STEP} more than last time
     * @param end of the line: what lies behind it is of no kind
     */
    void look(byte[] line, int at, int end) {
        long a = last;
        long b = kinds(line, at + GROUP);
        long c = kinds(line, at + 2 * GROUP);
        long d = kinds(line, at + 3 * GROUP);
        last = d;
        long inside = -1L >>> Math.max(0, SEEN - (end - at));
        // Four longs with four rows each become a long for each row: a square is mirrored by its halves.
        long ab = (a & EVEN_GROUPS) | ((b & EVEN_GROUPS) << GROUP);
        long ba = ((a >>> GROUP) & EVEN_GROUPS) | (b & ~EVEN_GROUPS);
        long cd = (c & EVEN_GROUPS) | ((d & EVEN_GROUPS) << GROUP);
        long dc = ((c >>> GROUP) & EVEN_GROUPS) | (d & ~EVEN_GROUPS);
        long special = ((ab & LOWER_HALF) | (cd << 32)) & inside;
        long hex = ((ba & LOWER_HALF) | (dc << 32)) & inside;
        long letter = ((ab >>> 32) | (cd & ~LOWER_HALF)) & inside;
        long word = ((ba >>> 32) | (dc & ~LOWER_HALF)) & inside;

        outside = ~inside;
        words = word;
        digits = word & ~letter;
        letters = word & letter;
        hexLetters = letters & hex;
        specials = word & special;
        joiners = letter & ~word;
        colons = joiners & hex;
        otherJoiners = joiners & ~hex & ~special;
        long other = ~(word | letter);
        spaces = other & hex;
        slashes = other & special & ~hex;
        spacesGoOn = spaces & (spaces << 1);
        controls = spaces & special & ~(spaces << 1);
        numbers = digits | (joiners & (digits << 1) & (digits >>> 1));
        signs = joiners & special & ~(word << 1);
    }

    /** The words that may be the name of a month or weekday in a date, or a hex number, by where they begin. */
    long variableWords(long starts) {
        long start = words & ~(words << 1);
        long hex = digits | hexLetters;
        long twoHex = hex & (hex >>> 1);
        long fourHex = twoHex & (twoHex >>> 2);
        long eightHex = fourHex & (fourHex >>> 4);
        long colon = colons & ((hex | colons) >>> 1);
        long group =
                colon >>> 1 | (hex >>> 1 & (colon >>> 2 | (hex >>> 2 & (colon >>> 3 | (hex >>> 3 & colon >>> 4)))));
        long letterFirst = hexLetters & (eightHex | group);
        long uuid = digits & eightHex & (joiners >>> 8);
        long zeroX = digits & specials & ((letters & specials & ~hexLetters) >>> 1);
        long name = letters & specials & (letters >>> 1) & (letters >>> 2) & ~(words >>> 3);
        long dated = (digits | specials | spaces) >>> 4;
        return start & (letterFirst | (starts & (uuid | zeroX)) | (name & dated)) & AT_HAND;
    }

    /** Where numbers end as no decimal number does: at a hex letter, or at a colon and more. */
    long doubtfulEnds(long number) {
        return ~number & (number << 1) & (hexLetters | (colons & ((colons | hexLetters) >>> 1))) & AT_HAND;
    }

    /** Of the starts of numbers, those that may be codes'. */
    long codes(byte[] line, int at, long starts) {
        long ends = wordsBefore(starts);
        long found = ofVersions(ends);
        long left = ofLetters(ends);
        do { // Two at a time: how many there are is hard to foresee.
            found |= mayEndCode(line, at, left);
            left &= left - 1;
            found |= mayEndCode(line, at, left);
            left &= left - 1;
        } while (left != 0);
        if (found == 0) {
            return 0;
        }
        long near = 0;
        for (; found != 0; found &= found - 1) {
            near |= NEAR << Long.numberOfTrailingZeros(found);
        }
        return near & starts;
    }

    /** The lowest of some last bytes of words, if a code word may end with it; otherwise 0. */
    private static long mayEndCode(byte[] line, int at, long ends) {
        int last = Long.numberOfTrailingZeros(ends);
        return ends & (CodeWords.mayEnd(line, at + last + 1) << last);
    }

    /** The last bytes of the words before numbers, if a code may follow: letters. */
    private long wordsBefore(long starts) {
        long glued = starts & (words << 1);
        long oneBack = (glued >>> 1) & words;
        long twoBack = (oneBack >>> 1) & words;
        long threeBack = (twoBack >>> 1) & words;
        long wordStart = (starts | oneBack | twoBack | threeBack) & ~(words << 1);
        long gap = wordStart >>> 1;
        long ends = (gap >>> 1) & words;
        gap = (gap >>> 1) & ~words;
        ends |= (gap >>> 1) & words;
        gap = (gap >>> 1) & ~words;
        ends |= (gap >>> 1) & words;
        gap = (gap >>> 1) & ~words;
        ends |= (gap >>> 1) & words;
        return ends | oneBack;
    }

    /** Of the last bytes of words, those of letters. */
    private long ofLetters(long ends) {
        return ends & letters;
    }

    /** Of the last bytes of words, those that may be a version's: behind a slash, or a slash, a digit and a point. */
    private long ofVersions(long ends) {
        long behind = slashes << 1 | UNKNOWN_BEFORE;
        return ends & digits & (behind | (otherJoiners << 1 & digits << 2 & behind << 2));
    }

    /** Of the starts of numbers, those with more than three letters and digits right before them. */
    long farInWords(long starts) {
        return starts & words << 1 & words << 2 & words << 3 & words << 4;
    }

    private static long kinds(byte[] line, int at) {
        return kindsOfEight(line, at) + (kindsOfEight(line, at + Long.BYTES) << Long.BYTES);
    }

    /** Each step moves all rows up by one. */
    private static long kindsOfEight(byte[] line, int at) {
        long kinds = KINDS[line[at + 7] & 0xFF];
        kinds = KINDS[line[at + 6] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 5] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 4] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 3] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 2] & 0xFF] + 2 * kinds;
        kinds = KINDS[line[at + 1] & 0xFF] + 2 * kinds;
        return KINDS[line[at] & 0xFF] + 2 * kinds;
    }

    private static long[] kinds() {
        long[] kinds = new long[256];
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
        return kinds;
    }

    /** Moves the lowest bit of a kind to bit 0, the next one to bit 16 and so on. */
    private static long split(int kind) {
        return (kind & 1) | (kind & 2L) << 15 | (kind & 4L) << 30 | (kind & 8L) << 45;
    }

    private static void mark(long[] kinds, String members, int kind) {
        for (byte member : ascii(members)) {
            kinds[member] = split(kind);
        }
    }
}

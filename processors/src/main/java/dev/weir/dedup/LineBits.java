package dev.weir.dedup;

import static dev.weir.dedup.KindBits.GROUP;

/**
 * Which bytes of a part of a line are digits, letters and so on: a row of bits for each kind, one bit for each byte, the
 * first in the lowest, so that what may vary between lines is found for many bytes at once.
 *
 * <p>A part has {@value #STEP} bytes at hand and {@value #AROUND} before them and after them; the first part of a line has
 * nothing before those at hand, and the last nothing after them. What lies outside the line is of no kind. One thread.
 */
final class LineBits {

    /** How many bytes are seen before those at hand, and after them. */
    static final int AROUND = 8;
    /** How far the parts lie apart. */
    static final int STEP = 48;
    /** How many bytes are seen. */
    static final int SEEN = Long.SIZE;

    private static final long EVEN_GROUPS = 0x0000_FFFF_0000_FFFFL;
    private static final long LOWER_HALF = 0x0000_0000_FFFF_FFFFL;
    /** Bits that those before them have left: nothing is known of the bytes before them. */
    private static final long UNKNOWN_BEFORE = 7;

    /** Bits that those thirteen bytes on have left: nothing is known of the bytes there. */
    private static final long UNKNOWN_BEHIND = -1L << (SEEN - 13);

    /** How far numbers lie behind a code word: one byte, or a gap of up to four and three letters. */
    private static final long NEAR = 0x1FE;
    /** How far they may lie behind it within a word: a gap of up to four bytes and twelve letters. */
    private static final long NEAR_IN_WORD = 0x3_FFFE;
    /** A word with this byte may begin so early that not all of what stands before it is seen. */
    private static final long EARLY = 1 << 4;

    /** The bytes at hand. */
    long atHand;
    /** What lies behind the end of the line. */
    long outside;
    /** Where a run of white space goes on. */
    long spacesGoOn;
    /** White space other than the blank, where it does not go on. */
    long controls;
    /** Digits with single joiners between them. */
    long numbers;
    /** Dashes after no letter or digit: signs if a number follows. */
    long signs;

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
    /** The bytes that were not at hand before. */
    private long notBefore;

    /**
     * Takes a look at the first bytes of a line, before those of {@link #look}.
     *
     * @param at where the line begins
     */
    void begin(byte[] line, int at) {
        last = KindBits.of(line, at);
        notBefore = -1;
    }

    /**
     * Takes a look at the next part of a line.
     *
     * @param line with {@value #SEEN} bytes from {@code at}
     * @param at where the line begins; {@value #STEP} more each time
     * @param end of the line: what lies behind it is of no kind
     */
    void look(byte[] line, int at, int end) {
        long a = last;
        long b = KindBits.of(line, at + GROUP);
        long c = KindBits.of(line, at + 2 * GROUP);
        long d = KindBits.of(line, at + 3 * GROUP);
        last = d;
        int rest = end - at;
        long inside = -1L >>> Math.max(0, SEEN - rest);
        atHand = notBefore & (rest > SEEN ? -1L >>> AROUND : -1);
        notBefore = -1L << AROUND;
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

    /** The words that may be hex numbers, by where they begin; those that begin with a digit seldom. */
    long hexNumbers(long starts) {
        long hex = digits | hexLetters;
        long twoHex = hex & (hex >>> 1);
        long fourHex = twoHex & (twoHex >>> 2);
        long eightHex = fourHex & (fourHex >>> 4);
        long colon = colons & ((hex | colons) >>> 1);
        long group =
                colon >>> 1 | (hex >>> 1 & (colon >>> 2 | (hex >>> 2 & (colon >>> 3 | (hex >>> 3 & colon >>> 4)))));
        long letterFirst = hexLetters & (eightHex | group);
        long uuid = digits & eightHex & (joiners >>> 8) & (joiners >>> 13 | UNKNOWN_BEHIND);
        long zeroX = digits & specials & ((letters & specials & ~hexLetters) >>> 1);
        return words & ~(words << 1) & (letterFirst | (starts & (uuid | zeroX))) & atHand;
    }

    /** Where numbers end as no decimal number does: at a hex letter, or at a colon and more. */
    long doubtfulEnds(long number) {
        return ~number & (number << 1) & (hexLetters | (colons & ((colons | hexLetters) >>> 1))) & atHand;
    }

    /** The words that may be the name of a month or weekday in a date, by where they begin. */
    long names() {
        long name = words & ~(words << 1) & letters & specials & (letters >>> 1) & (letters >>> 2) & ~(words >>> 3);
        return name & ((digits | specials | spaces) >>> 4) & atHand;
    }

    /** Whether any of the starts of numbers may be a code's. */
    boolean mayHaveCodes(byte[] line, int at, long starts) {
        long far = farInWords(starts);
        long ends = far == 0 ? endsBefore(starts, 0) : endsBefore(starts, upToSixteenBack(far));
        long found = -(ofVersions(ends) | early(far));
        long left = ofLetters(ends);
        do { // Two at a time: how many there are is hard to foresee.
            found |= mayEndCode(line, at, left);
            left &= left - 1;
            found |= mayEndCode(line, at, left);
            left &= left - 1;
        } while (left != 0);
        return found < 0;
    }

    /** Of the starts of numbers, those that may be codes'. */
    long codes(byte[] line, int at, long starts) {
        long far = farInWords(starts);
        long ends = endsBefore(starts, upToSixteenBack(far));
        long near = early(far);
        for (long left = ofLetters(ends) | ofVersions(ends); left != 0; left &= left - 1) {
            int last = Long.numberOfTrailingZeros(left);
            if (CodeWords.endsWithAny(line, at + last + 1)) {
                near |= NEAR << last | (words << 1 & NEAR_IN_WORD << last);
            }
        }
        return near & starts;
    }

    /** Negative if a code word may end with the lowest of some last bytes of words; if there are none, in doubt too. */
    private static long mayEndCode(byte[] line, int at, long ends) {
        return CodeWords.mayEnd(line, at + Long.numberOfTrailingZeros(ends) + 1);
    }

    /** Of the starts of numbers, those with more than three letters and digits right before them. */
    private long farInWords(long starts) {
        return starts & words << 1 & words << 2 & words << 3 & words << 4;
    }

    /** Of places far in words, those in a word that may begin so early that not all of what stands before it is seen. */
    private long early(long far) {
        return far & (words ^ (words + EARLY)) & -(~atHand & 1);
    }

    /** The bytes of words that lie up to sixteen bytes before others, without the nearest three. */
    private long upToSixteenBack(long far) {
        long two = words & (words >>> 1);
        long four = two & (two >>> 2);
        long eight = four & (four >>> 4);
        long back = far >>> 4;
        back |= (back >>> 1) & words;
        back |= (back >>> 2) & two;
        back |= (back >>> 4) & four;
        return back | ((back >>> 8) & eight);
    }

    /** The last bytes of the words before numbers, if a code may follow. */
    private long endsBefore(long starts, long firstOfFar) {
        long oneBack = (starts >>> 1) & words;
        long twoBack = (oneBack >>> 1) & words;
        long threeBack = (twoBack >>> 1) & words;
        long wordStart = (starts | oneBack | twoBack | threeBack | firstOfFar) & ~(words << 1);
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

    /** Of the last bytes of words, those of letters: no code word is a single one. */
    private long ofLetters(long ends) {
        return ends & letters & (letters << 1 | 1);
    }

    /** Of the last bytes of words, those that may be a version's: behind a slash, or a slash, a digit and a point. */
    private long ofVersions(long ends) {
        long behind = slashes << 1 | (UNKNOWN_BEFORE & ~atHand);
        return ends & digits & (behind | (otherJoiners << 1 & digits << 2 & behind << 2));
    }
}

package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.DATE_INITIAL;
import static dev.weir.dedup.ByteKinds.DIGIT;
import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.JOINER;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;
import static dev.weir.dedup.LineBits.AT_HAND;
import static dev.weir.dedup.LineBits.BEHIND;
import static dev.weir.dedup.LineBits.SEEN;
import static dev.weir.dedup.LineBits.STEP;

/**
 * Reduces a log line to its pattern: what varies from one occurrence to the next becomes {@link #PLACEHOLDER}.
 *
 * <p>Masked are UUIDs, {@code 0x} numbers, groups of hex digits joined by colons (MAC and IPv6 addresses), hex runs of 8
 * or more digits, decimal numbers with the points, colons, commas and dashes between their digits (IPv4 addresses, times,
 * dates, a sign in front), and the names of months and weekdays before a date. Digits inside a word are masked too
 * ({@code node12}). Runs of white space become one space; white space at the end is dropped.
 *
 * <p>Kept are the digits of the first word after {@code status}, {@code code}, {@code errno}, {@code HTTP} and their like,
 * and a number of up to {@value #MAX_ERROR_DIGITS} digits right after {@code error}, so that errors with different codes
 * never share a pattern; in doubt a pattern is too narrow rather than too wide. The level of
 * a line ({@code ERROR}, {@code WARN}) is a word of it and tells patterns apart without further care.
 *
 * <p>Plain numbers, signs and white space, which most of what varies is, are masked by {@link LineBits}, 48 bytes at a time
 * and without a branch for each. What may be more, or a code, is looked at byte by byte ({@link #decide}). Time: linear.
 * Memory: some twice the longest line up to 64 KiB. One thread.
 */
final class LineMasker {

    /** Stands for what was masked; never part of UTF-8 text. */
    static final byte PLACEHOLDER = (byte) 0xFF;
    /** How many bytes behind a pattern may be overwritten. */
    static final int OVERHANG = 16;

    /** Longer hex numbers are identifiers, not codes. */
    private static final int MAX_CODE = 12;
    /** A longer number after the word {@code ERROR} is a time or an identifier. */
    private static final int MAX_ERROR_DIGITS = 6;

    /** Bytes of no kind. */
    private static final long NOTHING = -1;

    private static final int KEPT_BYTES = 1 << 16;
    /** Where a line begins in {@link #text}: what looks back from there finds bytes of no kind. */
    private static final int BEGIN = 32;
    /** The line at hand, with bytes of no kind before it. */
    private byte[] text = new byte[1024];

    private final LineBits bits = new LineBits();

    private int end;
    /** What lies before here is decided, whatever the bits say. */
    private int decided;
    /** What lies before here is left out. */
    private int leftOutTo;

    private long numbers;
    /** The first digits of the numbers that are masked. */
    private long starts;
    /** What else becomes a placeholder. */
    private long marks;
    /** What else is left out. */
    private long leftOut;

    /**
     * Writes the pattern of a line.
     *
     * @param out takes the pattern; needs room for {@code length} and {@link #OVERHANG} bytes from {@code at}
     * @return the end of the pattern in {@code out}
     */
    int mask(byte[] line, int from, int length, byte[] out, int at) {
        int lineEnd = BEGIN + ByteKinds.trimmedEnd(line, from, from + length) - from;
        byte[] copy = take(line, from, lineEnd);
        LineBits rows = bits;
        rows.begin(copy, BEGIN - BEHIND);
        int write = at;
        for (int window = BEGIN - BEHIND; window + BEHIND < lineEnd; window += STEP) {
            rows.look(copy, window, lineEnd);
            long number = rows.numbers;
            long start = number & ~(number << 1) & AT_HAND;
            long placeholders = start;
            long dropped = 0;
            long doubts = rows.variableWords(start) | rows.farInWords(start) | rows.codes(copy, window, start);
            if ((doubts | rows.doubtfulEnds(number)) != 0 || decided >= window + BEHIND - 1) {
                decide(window, start, doubts);
                number = numbers;
                start = starts;
                placeholders = start | marks;
                dropped = leftOut;
            }
            long sign = rows.signs & (start >>> 1);
            write -= (int) (sign >>> (BEHIND - 1)) & 1;
            dropped |= rows.spacesGoOn | sign | (number & ~start) | rows.outside;
            write = compact(copy, window, lineEnd, dropped, placeholders, out, write);
            if ((rows.controls & AT_HAND) != 0) {
                blank(rows.controls & AT_HAND, dropped, out, write);
            }
        }
        if (text.length > KEPT_BYTES) {
            text = new byte[1024];
        }
        return write;
    }

    /** Writes the bytes at hand without those that are left out. */
    private static int compact(byte[] line, int window, int end, long dropped, long placeholders, byte[] out, int at) {
        long leftOut = dropped >>> BEHIND;
        long masked = placeholders >>> BEHIND;
        int write = at;
        int stop = Math.min(window + BEHIND + STEP, end);
        for (int read = window + BEHIND; read < stop; read += Long.BYTES) {
            EightBytes.store(out, write, Compaction.compact(EightBytes.load(line, read), leftOut, masked));
            write += Long.BYTES - Integer.bitCount((int) leftOut & 0xFF);
            leftOut >>>= Long.BYTES;
            masked >>>= Long.BYTES;
        }
        return write;
    }

    /** Makes blanks of other white space, in what was written last. */
    private static void blank(long controls, long dropped, byte[] out, int end) {
        for (long left = controls; left != 0; left &= left - 1) {
            long notBefore = -(left & -left);
            out[end - Long.bitCount(~dropped & notBefore & AT_HAND)] = ' ';
        }
    }

    private byte[] take(byte[] line, int from, int lineEnd) {
        int needed = lineEnd + SEEN + Long.BYTES;
        if (needed > text.length) {
            text = new byte[Math.max(needed, text.length * 2)];
        }
        System.arraycopy(line, from, text, BEGIN, lineEnd - BEGIN);
        EightBytes.store(text, lineEnd, NOTHING);
        end = lineEnd;
        decided = 0;
        leftOutTo = 0;
        return text;
    }

    /** Looks at what may be more than plain numbers, and writes down what becomes of it. */
    private void decide(int window, long start, long doubts) {
        numbers = bits.numbers;
        starts = start;
        marks = 0;
        leftOut = 0;
        long left = doubts;
        if (decided >= window + BEHIND - 1) {
            leftOut = before(leftOutTo - window);
            long undecided = ~before(decided - window);
            numbers &= undecided;
            starts &= undecided;
            left = (left & undecided) | restart(window);
        }
        for (long ends = bits.doubtfulEnds(numbers); ends != 0; ends &= ends - 1) {
            long startsBefore = starts & ((ends & -ends) - 1);
            if (startsBefore != 0) {
                left |= Long.highestOneBit(startsBefore);
            } else {
                goOn(window, window + Long.numberOfTrailingZeros(ends));
                left = (left & ~before(decided - window)) | restart(window);
                ends &= bits.doubtfulEnds(numbers);
            }
        }
        while (left != 0) {
            int read = window + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int after = variableEnd(text, read, end, !ByteKinds.is(WORD, text[read - 1]));
            if (after != 0) {
                long first = 1L << (read - window);
                settle(window, read, Math.abs(after));
                if (after > 0) {
                    leftOut |= before(after - window) & -first & ~first;
                    leftOutTo = after;
                    if (isDigit(text[read])) {
                        starts |= first;
                    } else {
                        marks |= first;
                    }
                }
                left = (left & ~before(decided - window)) | restart(window);
            }
        }
    }

    /** Goes on with a number that began earlier, if it was the beginning of a hex number. */
    private void goOn(int window, int numberEnd) {
        int read = numberEnd - 1;
        while (isDigit(text[read - 1]) || (ByteKinds.is(JOINER, text[read - 1]) && isDigit(text[read - 2]))) {
            read--;
        }
        if (!ByteKinds.is(WORD, text[read - 1])) {
            int after = HexNumbers.end(text, read, end);
            if (after > 0) {
                settle(window, numberEnd, after);
                leftOut |= before(after - window) & -(1L << (numberEnd - window));
                leftOutTo = after;
            }
        }
    }

    /** No number is left from one place to another. */
    private void settle(int window, int from, int to) {
        long rest = ~before(to - window) | before(from - window);
        numbers &= rest;
        starts &= rest;
        decided = to;
    }

    /** The number that begins behind a joiner after a number of which only the first part was taken, if there is one. */
    private long restart(int window) {
        int joiner = decided - window;
        if (joiner < BEHIND - 1
                || joiner >= BEHIND + STEP
                || !ByteKinds.is(JOINER, text[decided])
                || !isDigit(text[decided + 1])) {
            return 0;
        }
        numbers &= ~(1L << joiner);
        long start = (1L << joiner << 1) & AT_HAND;
        starts |= start;
        return start;
    }

    /** The bits before one of them. */
    private static long before(int bit) {
        return bit >= Long.SIZE ? -1 : (1L << Math.max(bit, 0)) - 1;
    }

    /**
     * Where the variable part that begins at {@code read} ends.
     *
     * @return its end; or the negated end of a code that is kept; or 0 if nothing variable begins here
     */
    private static int variableEnd(byte[] line, int read, int end, boolean wordStart) {
        if (wordStart && ByteKinds.is(DATE_INITIAL, line[read])) {
            int after = DateWords.end(line, read, end);
            if (after > 0) {
                return after;
            }
        }
        if (wordStart && ByteKinds.is(HEX, line[read])) {
            int after = HexNumbers.end(line, read, end);
            if (after > 0) {
                return after - read <= MAX_CODE && isHexCode(line, read) ? -after : after;
            }
        }
        if (!isDigit(line[read])) {
            return 0;
        }
        int digitsEnd = endOf(DIGIT, line, read + 1, end);
        boolean joined = isJoined(line, digitsEnd, end);
        boolean afterError = !joined && digitsEnd - read <= MAX_ERROR_DIGITS;
        if (CodeWords.isCode(line, BEGIN, read) || (afterError && CodeWords.followsError(line, BEGIN, read))) {
            return -digitsEnd;
        }
        while (joined) {
            digitsEnd = endOf(DIGIT, line, digitsEnd + 2, end);
            joined = isJoined(line, digitsEnd, end);
        }
        return digitsEnd;
    }

    private static boolean isHexCode(byte[] line, int read) {
        return CodeWords.isCode(line, BEGIN, read)
                || ((line[read + 1] | 0x20) == 'x' && CodeWords.followsError(line, BEGIN, read));
    }

    private static boolean isJoined(byte[] line, int digitsEnd, int end) {
        return digitsEnd + 1 < end && ByteKinds.is(JOINER, line[digitsEnd]) && isDigit(line[digitsEnd + 1]);
    }
}

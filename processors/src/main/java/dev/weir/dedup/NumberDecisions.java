package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.DIGIT;
import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.JOINER;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;

/**
 * What becomes of the numbers in a part of a line: of plain ones what their bits say, of those that may be more, or codes,
 * what is found byte by byte.
 *
 * <p>A bit for each byte, as in {@link LineBits}. One thread.
 */
final class NumberDecisions {

    /** Longer hex numbers are identifiers, not codes. */
    private static final int MAX_CODE = 12;

    /** The numbers that are masked. */
    long numbers;
    /** Their first digits. */
    long starts;
    /** What else becomes a placeholder. */
    long marks;
    /** What else is left out. */
    long leftOut;
    /** What is decided, whatever the bits say. */
    long settled;

    private final int begin;
    private byte[] text = {};
    private int end;
    private int window;
    private long atHand;
    /** What lies before here is settled. */
    private int decided;
    /** What lies before here is left out. */
    private int leftOutTo;

    /** @param begin where the lines begin, behind bytes of no kind */
    NumberDecisions(int begin) {
        this.begin = begin;
    }

    /** @param end of the line, before bytes of no kind */
    void beginLine(byte[] line, int end) {
        text = line;
        this.end = end;
        decided = 0;
        leftOutTo = 0;
    }

    /** Whether something was decided about a part together with what stands before it. */
    boolean reach(int at, long atHand) {
        return decided >= at + Long.numberOfTrailingZeros(atHand) - 1;
    }

    /**
     * Decides about a part. It is long, so that compilers keep it out of the loop that needs it for few parts only.
     *
     * @param plain its numbers, as if all were plain
     * @param plainStarts their first digits, of the bytes at hand
     * @param hexNumbers where hex numbers may begin
     */
    void decide(LineBits bits, int at, long plain, long plainStarts, long hexNumbers) {
        window = at;
        atHand = bits.atHand;
        numbers = plain;
        starts = plainStarts;
        marks = 0;
        leftOut = 0;
        settled = 0;
        long left = hexNumbers;
        if (reach(at, atHand)) {
            leftOut = before(leftOutTo - at);
            settled = before(decided - at);
            numbers &= ~settled;
            starts &= ~settled;
            left = (left & ~settled) | restart();
        }
        for (long ends = bits.doubtfulEnds(numbers); ends != 0; ends &= ends - 1) {
            long startsBefore = starts & ((ends & -ends) - 1);
            if (startsBefore != 0) {
                left |= Long.highestOneBit(startsBefore);
            } else {
                goOn(at + Long.numberOfTrailingZeros(ends));
                left = (left & ~before(decided - at)) | restart();
                ends &= bits.doubtfulEnds(numbers);
            }
        }
        left |= bits.codes(text, at, starts);
        while (left != 0) {
            int read = at + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int after = variableEnd(read);
            if (after != 0) {
                long first = 1L << (read - at);
                settle(read, Math.abs(after));
                if (after > 0) {
                    leaveOut(first << 1, after);
                    if (isDigit(text[read])) {
                        starts |= first;
                    } else {
                        marks |= first;
                    }
                }
                left = (left & ~before(decided - at)) | restart();
            }
        }
    }

    /** Leaves out what lies between two places. */
    private void leaveOut(long from, int to) {
        leftOut |= before(to - window) & -from;
        leftOutTo = to;
    }

    /** Goes on with a number that began earlier, if it was the beginning of a hex number. */
    private void goOn(int numberEnd) {
        int read = numberEnd - 1;
        while (isDigit(text[read - 1]) || (ByteKinds.is(JOINER, text[read - 1]) && isDigit(text[read - 2]))) {
            read--;
        }
        if (!ByteKinds.is(WORD, text[read - 1])) {
            int after = HexNumbers.end(text, read, end);
            if (after > 0) {
                settle(numberEnd, after);
                leaveOut(1L << (numberEnd - window), after);
            }
        }
    }

    /** Nothing is left to decide from one place to another. */
    private void settle(int from, int to) {
        long bits = before(to - window) & ~before(from - window);
        numbers &= ~bits;
        starts &= ~bits;
        settled |= bits;
        decided = to;
    }

    /** The number that begins behind a joiner after a number of which only the first part was taken, if there is one. */
    private long restart() {
        int joiner = decided - window;
        if (joiner < Long.numberOfTrailingZeros(atHand) - 1
                || joiner >= Long.SIZE
                || !ByteKinds.is(JOINER, text[decided])
                || !isDigit(text[decided + 1])) {
            return 0;
        }
        numbers &= ~(1L << joiner);
        long start = (1L << joiner << 1) & atHand;
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
    private int variableEnd(int read) {
        byte[] line = text;
        if (!ByteKinds.is(WORD, line[read - 1]) && ByteKinds.is(HEX, line[read])) {
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
        boolean afterError = !joined && digitsEnd - read <= LineMasker.MAX_ERROR_DIGITS;
        if (CodeWords.isCode(line, begin, read) || (afterError && CodeWords.followsError(line, begin, read))) {
            return -digitsEnd;
        }
        while (joined) {
            digitsEnd = endOf(DIGIT, line, digitsEnd + 2, end);
            joined = isJoined(line, digitsEnd, end);
        }
        return digitsEnd;
    }

    private boolean isHexCode(byte[] line, int read) {
        return CodeWords.isCode(line, begin, read)
                || ((line[read + 1] | 0x20) == 'x' && CodeWords.followsError(line, begin, read));
    }

    private static boolean isJoined(byte[] line, int digitsEnd, int end) {
        return digitsEnd + 1 < end && ByteKinds.is(JOINER, line[digitsEnd]) && isDigit(line[digitsEnd + 1]);
    }
}

package dev.weir.dedup;

import static dev.weir.dedup.LineBits.AROUND;
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
 * <p>Plain numbers, signs and white space, which most of what varies is, are masked by {@link LineBits}, many bytes at a time
 * and without a branch for each. What may be more, or a code, is looked at byte by byte ({@link NumberDecisions}). Time: linear.
 * Memory: some twice the longest line up to 64 KiB. One thread.
 */
final class LineMasker {

    /** Stands for what was masked; never part of UTF-8 text. */
    static final byte PLACEHOLDER = (byte) 0xFF;
    /** How many bytes behind a pattern may be overwritten. */
    static final int OVERHANG = 16;

    /** A longer number after the word {@code ERROR} is a time or an identifier. */
    static final int MAX_ERROR_DIGITS = 6;

    /** Bytes of no kind. */
    private static final long NOTHING = -1;

    private static final int KEPT_BYTES = 1 << 16;
    /** Where a line begins in {@link #text}: what looks back from there finds bytes of no kind. */
    private static final int BEGIN = 32;
    /** The line at hand, with bytes of no kind before it. */
    private byte[] text = new byte[1024];

    private final LineBits bits = new LineBits();
    private final NumberDecisions decisions = new NumberDecisions(BEGIN);

    /**
     * Writes the pattern of a line.
     *
     * @param out takes the pattern; needs room for {@code length} and {@link #OVERHANG} bytes from {@code at}
     * @return the end of the pattern in {@code out}
     */
    int mask(byte[] line, int from, int length, byte[] out, int at) {
        int end = BEGIN + ByteKinds.trimmedEnd(line, from, from + length) - from;
        if (end == BEGIN) {
            return at;
        }
        byte[] copy = take(line, from, end);
        LineBits rows = bits;
        NumberDecisions decided = decisions;
        rows.begin(copy, BEGIN);
        decided.beginLine(copy, end);
        int write = at;
        long namesGoOn = 0;
        int window = BEGIN - STEP;
        do {
            window += STEP;
            rows.look(copy, window, end);
            long hand = rows.atHand;
            long number = rows.numbers;
            long start = number & ~(number << 1) & hand;
            long placeholders = start;
            long dropped = rows.spacesGoOn | rows.outside | namesGoOn;
            long names = rows.names();
            long hexNumbers = rows.hexNumbers(start);
            if ((hexNumbers | rows.doubtfulEnds(number)) != 0
                    || decided.reach(window, hand)
                    || (start != 0 && rows.mayHaveCodes(copy, window, start))) {
                decided.decide(rows, window, number, start, hexNumbers);
                number = decided.numbers;
                start = decided.starts;
                placeholders = start | decided.marks;
                dropped |= decided.leftOut;
                names &= ~decided.settled;
            }
            namesGoOn = 0;
            if (names != 0) {
                long dates = datesAmong(names, window, end);
                placeholders |= dates;
                dropped |= dates << 1 | dates << 2;
                namesGoOn = (dates << 1 | dates << 2) >>> STEP;
            }
            long sign = rows.signs & (start >>> 1);
            dropped |= sign | (number & ~start);
            write -= Long.bitCount(sign & ~hand);
            long kept = ~dropped & hand;
            int first = Long.numberOfTrailingZeros(hand);
            int after = window + SEEN < end ? window + SEEN - AROUND : end;
            write = compact(copy, window + first, after, kept >>> first, placeholders >>> first, out, write);
            if ((rows.controls & hand) != 0) {
                blank(rows.controls & hand, kept, out, write);
            }
        } while (window + SEEN < end);
        if (text.length > KEPT_BYTES) {
            text = new byte[1024];
            decided.beginLine(text, BEGIN);
        }
        return write;
    }

    /** The names of months and weekdays in dates, among words that may be such. */
    private long datesAmong(long names, int window, int end) {
        long dates = names;
        for (long left = names; left != 0; left &= left - 1) {
            if (DateWords.end(text, window + Long.numberOfTrailingZeros(left), end) == 0) {
                dates &= ~(left & -left);
            }
        }
        return dates;
    }

    /** Writes those bytes that are kept: each eight go where their place among all says, not where those before them end. */
    private static int compact(byte[] line, int from, int to, long keptBits, long placeholders, byte[] out, int at) {
        int end = at + Long.bitCount(keptBits);
        long kept = keptBits;
        long masked = placeholders;
        for (int read = from; read < to; read += Long.BYTES) {
            long word = Compaction.compact(EightBytes.load(line, read), kept, masked);
            EightBytes.store(out, end - Long.bitCount(kept), word);
            kept >>>= Long.BYTES;
            masked >>>= Long.BYTES;
        }
        return end;
    }

    /** Makes blanks of other white space, in what was written last. */
    private static void blank(long controls, long kept, byte[] out, int end) {
        for (long left = controls; left != 0; left &= left - 1) {
            long notBefore = -(left & -left);
            out[end - Long.bitCount(kept & notBefore)] = ' ';
        }
    }

    private byte[] take(byte[] line, int from, int lineEnd) {
        int needed = lineEnd + SEEN + Long.BYTES;
        if (needed > text.length) {
            text = new byte[Math.max(needed, text.length * 2)];
        }
        System.arraycopy(line, from, text, BEGIN, lineEnd - BEGIN);
        EightBytes.store(text, lineEnd, NOTHING);
        return text;
    }
}

package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;

/**
 * Finds what is written in hex digits: UUIDs, {@code 0x} numbers, MAC and IPv6 addresses, runs of {@value #MIN_RUN} or more.
 *
 * <p>Eight bytes at a time where there are many: of a class of bytes the highest bit of each is set. Behind the end of a
 * line there have to be eight bytes that are no hex digits.
 */
final class HexNumbers {

    static final int MIN_RUN = 8;
    static final int MAX_GROUP = 4;
    private static final int MAX_COLONS = 8;
    private static final int UUID_LENGTH = 36;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;
    private static final long LOWS = ~HIGHS;
    /** The bit by which small letters differ from capital ones. */
    private static final long CASE = 0x20 * ONES;

    private static final long DASHES = '-' * ONES;
    /** The bytes of the dashes in a UUID, in the second and third eight of its bytes. */
    private static final long FIRST_DASHES = 0x0000_FF00_0000_00FFL;

    private static final long OTHER_DASHES = 0xFF00_0000_00FF_0000L;

    private HexNumbers() {}

    /** The end of the UUID, {@code 0x} number, address or hex run that begins here, or 0; a decimal number is none. */
    static int end(byte[] line, int read, int end) {
        if (line[read] == '0'
                && read + 2 < end
                && (line[read + 1] | 0x20) == 'x'
                && ByteKinds.is(HEX, line[read + 2])) {
            return runEnd(line, read + 3);
        }
        int run = runEnd(line, read + 1);
        int length = run - read;
        if (length == MIN_RUN && isUuid(line, read, end)) {
            return read + UUID_LENGTH;
        }
        if (length <= MAX_GROUP && run < end && line[run] == ':') {
            return groupsEnd(line, read, run, end);
        }
        return length >= MIN_RUN && isBounded(line, run, end) && isMixed(line, read, run) ? run : 0;
    }

    /** Two or more colons between groups of up to four hex digits, with a digit and a letter somewhere. */
    private static int groupsEnd(byte[] line, int read, int firstGroupEnd, int end) {
        int groupEnd = firstGroupEnd;
        int colons = 0;
        while (groupEnd < end && line[groupEnd] == ':' && colons < MAX_COLONS) {
            int group = groupEnd + 1;
            if (group < end && line[group] == ':') {
                group++;
            }
            int nextEnd = endOf(HEX, line, group, Math.min(end, group + MAX_GROUP + 1));
            if (nextEnd == group || nextEnd - group > MAX_GROUP) {
                break;
            }
            colons += group - groupEnd;
            groupEnd = nextEnd;
        }
        return colons >= 2 && isBounded(line, groupEnd, end) && hasDigitAndLetter(line, read, groupEnd) ? groupEnd : 0;
    }

    private static boolean isUuid(byte[] line, int read, int end) {
        if (end - read < UUID_LENGTH) {
            return false;
        }
        boolean digits = (hex(EightBytes.load(line, read + 24)) & hex(EightBytes.load(line, read + 28))) == HIGHS;
        if (!digits
                || !isHexBesides(EightBytes.load(line, read + 8), FIRST_DASHES)
                || !isHexBesides(EightBytes.load(line, read + 16), OTHER_DASHES)) {
            return false;
        }
        return isBounded(line, read + UUID_LENGTH, end);
    }

    private static boolean isHexBesides(long bytes, long dashes) {
        return ((bytes ^ DASHES) & dashes) == 0 && (hex(bytes) | (dashes & HIGHS)) == HIGHS;
    }

    private static int runEnd(byte[] line, int from) {
        int at = from;
        long others = ~hex(EightBytes.load(line, at)) & HIGHS;
        while (others == 0) {
            at += Long.BYTES;
            others = ~hex(EightBytes.load(line, at)) & HIGHS;
        }
        return at + Long.numberOfTrailingZeros(others) / Byte.SIZE;
    }

    private static boolean isBounded(byte[] line, int at, int end) {
        return at == end || !ByteKinds.is(WORD, line[at]);
    }

    private static boolean hasDigitAndLetter(byte[] line, int from, int end) {
        boolean digit = false;
        boolean letter = false;
        for (int i = from; i < end; i++) {
            digit |= ByteKinds.isDigit(line[i]);
            letter |= ByteKinds.is(ByteKinds.HEX_LETTER, line[i]);
        }
        return digit && letter;
    }

    /** Whether there are digits as well as letters in a run of at least eight. */
    private static boolean isMixed(byte[] line, int from, int end) {
        long digits = 0;
        long letters = 0;
        for (int i = from; i < end && (digits == 0 || letters == 0); i += Long.BYTES) {
            long bytes = EightBytes.load(line, Math.min(i, end - Long.BYTES));
            digits |= digits(bytes);
            letters |= letters(bytes);
        }
        return digits != 0 && letters != 0;
    }

    private static long hex(long bytes) {
        return digits(bytes) | letters(bytes);
    }

    private static long digits(long bytes) {
        return between(bytes, '0', '9');
    }

    private static long letters(long bytes) {
        return between(bytes | CASE, 'a', 'f');
    }

    /** A byte c of seven bits is at least b if c + (0x80 - b) carries into its highest bit, and never beyond it. */
    private static long between(long bytes, char least, char most) {
        long low = bytes & LOWS;
        return (low + (0x80 - least) * ONES) & ~(low + (0x7F - most) * ONES) & ~bytes & HIGHS;
    }
}

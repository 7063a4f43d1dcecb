package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.DATE_INITIAL;
import static dev.weir.dedup.ByteKinds.DIGIT;
import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.JOINER;
import static dev.weir.dedup.ByteKinds.SPACE;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;

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
 * <p>{@link LineBits} says where something may begin that varies. What lies between is copied; plain numbers, which most of
 * them are, are measured by their bits; the rest is looked at byte by byte. Time: linear. Memory: some twice the longest
 * line up to 64 KiB. One thread.
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
    private static final int BEGIN = LineBits.BEGIN;
    /** What a number is not plain with behind it. */
    private static final boolean[] MAY_GO_ON = mayGoOn();

    /** The line at hand, with bytes of no kind around it. */
    private byte[] text = new byte[1024];

    private LineBits bits = new LineBits();

    /**
     * Writes the pattern of a line.
     *
     * @param out takes the pattern; needs room for {@code length} and {@link #OVERHANG} bytes from {@code at}
     * @return the end of the pattern in {@code out}
     */
    int mask(byte[] line, int from, int length, byte[] out, int at) {
        int end = BEGIN + ByteKinds.trimmedEnd(line, from, from + length) - from;
        byte[] copy = take(line, from, end);
        bits.look(copy, end);
        int write = at;
        int read = BEGIN;
        for (int base = BEGIN; base < end; base += LineBits.EVENTS) {
            long events = notBefore(read - base, bits.events(base));
            while (events != 0) {
                int next = base + Long.numberOfTrailingZeros(events);
                boolean more = true;
                while (more) {
                    write = copy(copy, read, next - read, out, write);
                    if (ByteKinds.is(SPACE, copy[next])) {
                        if (!ByteKinds.is(SPACE, copy[next - 1])) {
                            out[write++] = ' ';
                        }
                        read = endOf(SPACE, copy, next + 1, end);
                        break;
                    }
                    boolean wordStart = !ByteKinds.is(WORD, copy[next - 1]);
                    int after = plainNumberEnd(copy, next);
                    more = after == 0;
                    if (more) {
                        after = variableEnd(copy, next, end, wordStart);
                    }
                    if (after > 0) {
                        if (wordStart && isSigned(copy, next)) {
                            write--;
                        }
                        out[write++] = PLACEHOLDER;
                        read = after;
                    } else {
                        read = Math.max(next + 1, -after);
                        write = copy(copy, next, read - next, out, write);
                    }
                    // A number of which only the first part was taken: the next one begins no number by itself.
                    more = more && ByteKinds.is(JOINER, copy[read]) && isDigit(copy[read + 1]);
                    next = read + 1;
                }
                events = notBefore(read - base, events);
            }
        }
        write = copy(copy, read, end - read, out, write);
        if (copy.length > KEPT_BYTES) {
            text = new byte[1024];
            bits = new LineBits();
        }
        return write;
    }

    private static long notBefore(int first, long events) {
        return events & (-1L << Math.min(Math.max(first, 0), Long.SIZE - 1));
    }

    private byte[] take(byte[] line, int from, int end) {
        if (end + LineBits.OVERHANG > text.length) {
            text = new byte[Math.max(end + LineBits.OVERHANG, text.length * 2)];
        }
        System.arraycopy(line, from, text, BEGIN, end - BEGIN);
        EightBytes.store(text, end, NOTHING);
        return text;
    }

    /** Copies sixteen bytes at a time, and so more than was asked for. */
    private static int copy(byte[] line, int from, int length, byte[] out, int at) {
        for (int i = 0; i < length; i += OVERHANG) {
            EightBytes.store(out, at + i, EightBytes.load(line, from + i));
            EightBytes.store(out, at + i + 8, EightBytes.load(line, from + i + 8));
        }
        return at + length;
    }

    /** The end of the number that begins here, if it is sure to be one, and none to be kept; otherwise 0. */
    private int plainNumberEnd(byte[] line, int read) {
        if (!isDigit(line[read])) {
            return 0;
        }
        int length = bits.numberLength(read);
        boolean doubtful = length > LineBits.MAX_NUMBER
                || MAY_GO_ON[line[read + length] & 0xFF]
                || (line[read + 8] == '-' && line[read + 13] == '-') // a UUID's
                || mayBeCode(line, read);
        return doubtful ? 0 : read + length;
    }

    private boolean mayBeCode(byte[] line, int read) {
        int word = read - bits.wordLengthBefore(read);
        int gap = bits.gapLengthBefore(word);
        return (gap <= CodeWords.MAX_SEPARATORS && CodeWords.mayEnd(line, word - gap))
                || (word < read && CodeWords.mayEnd(line, read));
    }

    /** Whether a sign belongs to the number at {@code read}. */
    private static boolean isSigned(byte[] line, int read) {
        return line[read - 1] == '-' && isDigit(line[read]) && !ByteKinds.is(WORD, line[read - 2]);
    }

    /**
     * Where the variable part that begins at {@code read} ends.
     *
     * @return its end; or the negated end of a code that is kept; or 0 if nothing variable begins here
     */
    private int variableEnd(byte[] line, int read, int end, boolean wordStart) {
        if (wordStart && ByteKinds.is(DATE_INITIAL, line[read])) {
            int after = DateWords.end(line, read, end);
            if (after > 0) {
                return after;
            }
        }
        if (wordStart && ByteKinds.is(HEX, line[read])) {
            int after = HexNumbers.end(line, read, end);
            if (after > 0) {
                return after - read <= MAX_CODE && mayBeCode(line, read) && isHexCode(line, read) ? -after : after;
            }
        }
        if (!isDigit(line[read])) {
            return 0;
        }
        int digitsEnd = endOf(DIGIT, line, read + 1, end);
        boolean joined = isJoined(line, digitsEnd, end);
        if (mayBeCode(line, read)) {
            boolean afterError = !joined && digitsEnd - read <= MAX_ERROR_DIGITS;
            if (CodeWords.isCode(line, BEGIN, read) || (afterError && CodeWords.followsError(line, BEGIN, read))) {
                return -digitsEnd;
            }
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

    private static boolean[] mayGoOn() {
        boolean[] mayGoOn = new boolean[256];
        for (int i = 0; i < mayGoOn.length; i++) {
            mayGoOn[i] = i == ':' || ByteKinds.is(WORD, (byte) i);
        }
        return mayGoOn;
    }
}

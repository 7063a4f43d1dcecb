package dev.weir.dedup;

import java.nio.charset.StandardCharsets;

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
 * <p>One pass: every byte is copied or skipped once and looked at a bounded number of times more; nothing is allocated.
 * Stateless, so any thread may use it.
 */
final class LineMasker {

    /** Stands for what was masked; never part of UTF-8 text. */
    static final byte PLACEHOLDER = (byte) 0xFF;

    private static final int MIN_HEX_RUN = 8;
    private static final int MAX_HEX_GROUP = 4;
    private static final int UUID_LENGTH = 36;
    /** Longer hex numbers are identifiers, not codes. */
    private static final int MAX_CODE = 12;

    private static final int MAX_CODE_PREFIX = 12;
    private static final int MAX_SEPARATORS = 4;
    /** A longer number after the word {@code ERROR} is a time or an identifier. */
    private static final int MAX_ERROR_DIGITS = 6;

    private static final byte DIGIT = 1;
    private static final byte HEX_LETTER = 2;
    private static final byte LETTER = 4;
    private static final byte SPACE = 8;
    /** May stand between the word {@code code} and its number. */
    private static final byte SEPARATOR = 16;
    /** May stand between two digits of one number. */
    private static final byte JOINER = 32;
    /** Begins the name of a month or a weekday. */
    private static final byte DATE_INITIAL = 64;
    /** May stand between the word {@code error} and its number. */
    private static final byte ERROR_SEPARATOR = (byte) 128;

    private static final int HEX = DIGIT | HEX_LETTER;
    private static final int WORD = DIGIT | HEX_LETTER | LETTER;
    private static final int ALPHABETIC = HEX_LETTER | LETTER;
    private static final int NOTEWORTHY = DIGIT | HEX_LETTER | SPACE | DATE_INITIAL;

    private static final byte[] CLASSES = classes();
    private static final byte[][] CODE_WORDS = {
        bytes("status"), bytes("code"), bytes("errno"), bytes("http"), bytes("statuscode"), bytes("exitcode"),
        bytes("errorcode"), bytes("errcode"), bytes("returncode"), bytes("retcode"), bytes("rc"), bytes("sqlstate"),
        bytes("signal"), bytes("ora")
    };
    /** Levels too: a time or an identifier may follow, so the number is looked at as well. */
    private static final byte[][] ERROR_WORDS = {bytes("error"), bytes("err")};

    private static final boolean[] CODE_WORD_ENDS = lastBytes(CODE_WORDS);
    private static final boolean[] ERROR_WORD_ENDS = lastBytes(ERROR_WORDS);
    private static final byte[][] MONTHS = {
        bytes("Jan"), bytes("Feb"), bytes("Mar"), bytes("Apr"), bytes("May"), bytes("Jun"),
        bytes("Jul"), bytes("Aug"), bytes("Sep"), bytes("Oct"), bytes("Nov"), bytes("Dec")
    };
    private static final byte[][] WEEKDAYS = {
        bytes("Mon"), bytes("Tue"), bytes("Wed"), bytes("Thu"), bytes("Fri"), bytes("Sat"), bytes("Sun")
    };

    private LineMasker() {}

    /**
     * Writes the pattern of a line.
     *
     * @param out takes the pattern; needs room for {@code length} bytes from {@code at}, and is not {@code line}
     * @return the end of the pattern in {@code out}
     */
    static int mask(byte[] line, int from, int length, byte[] out, int at) {
        int end = trimmedEnd(line, from, from + length);
        int write = at;
        int read = from;
        int before = 0;
        while (read < end) {
            byte next = line[read];
            int kind = CLASSES[next & 0xFF];
            boolean wordStart = (before & WORD) == 0;
            if ((kind & NOTEWORTHY) == 0 || (!wordStart && (kind & ALPHABETIC) != 0)) {
                if (next == '-' && wordStart && read + 1 < end && isDigit(line[read + 1])) {
                    // A sign belongs to its number, unless the number is kept.
                    int afterNumber = variableEnd(line, from, read + 1, end, true);
                    if (afterNumber > 0) {
                        out[write++] = PLACEHOLDER;
                        read = afterNumber;
                        before = DIGIT;
                        continue;
                    }
                }
                out[write++] = next;
                before = kind;
                read++;
            } else if ((kind & SPACE) != 0) {
                out[write++] = ' ';
                read = endOf(SPACE, line, read + 1, end);
                before = SPACE;
            } else {
                int after = variableEnd(line, from, read, end, wordStart);
                if (after > 0) {
                    out[write++] = PLACEHOLDER;
                    before = CLASSES[line[after - 1] & 0xFF];
                    read = after;
                } else if (after < 0) {
                    int keptEnd = -after;
                    System.arraycopy(line, read, out, write, keptEnd - read);
                    write += keptEnd - read;
                    before = CLASSES[line[keptEnd - 1] & 0xFF];
                    read = keptEnd;
                } else {
                    out[write++] = next;
                    before = kind;
                    read++;
                }
            }
        }
        return write;
    }

    /** Like {@link #mask} but for white space only. */
    static int collapseWhiteSpace(byte[] line, int from, int length, byte[] out, int at) {
        int end = trimmedEnd(line, from, from + length);
        int write = at;
        for (int read = from; read < end; ) {
            if ((CLASSES[line[read] & 0xFF] & SPACE) != 0) {
                out[write++] = ' ';
                read = endOf(SPACE, line, read + 1, end);
            } else {
                out[write++] = line[read++];
            }
        }
        return write;
    }

    /**
     * Where the variable part that begins at {@code read} ends.
     *
     * @return its end; or the negated end of a code that is kept; or 0 if nothing variable begins here
     */
    private static int variableEnd(byte[] line, int from, int read, int end, boolean wordStart) {
        int kind = CLASSES[line[read] & 0xFF];
        if (wordStart) {
            if ((kind & DATE_INITIAL) != 0) {
                int after = dateWordEnd(line, read, end);
                if (after > 0) {
                    return after;
                }
            }
            if ((kind & HEX) != 0) {
                int after = hexEnd(line, read, end);
                if (after > 0) {
                    boolean kept = after - read <= MAX_CODE
                            && (isCode(line, from, read)
                                    || ((line[read + 1] | 0x20) == 'x' && followsError(line, from, read)));
                    return kept ? -after : after;
                }
            }
        }
        if ((kind & DIGIT) == 0) {
            return 0;
        }
        int digitsEnd = endOf(DIGIT, line, read + 1, end);
        if (isCode(line, from, read)) {
            return -digitsEnd;
        }
        boolean joined =
                digitsEnd + 1 < end && (CLASSES[line[digitsEnd] & 0xFF] & JOINER) != 0 && isDigit(line[digitsEnd + 1]);
        if (!joined && digitsEnd - read <= MAX_ERROR_DIGITS && followsError(line, from, read)) {
            return -digitsEnd;
        }
        while (digitsEnd + 1 < end && (CLASSES[line[digitsEnd] & 0xFF] & JOINER) != 0 && isDigit(line[digitsEnd + 1])) {
            digitsEnd = endOf(DIGIT, line, digitsEnd + 2, end);
        }
        return digitsEnd;
    }

    /** The end of the UUID, {@code 0x} number, address or hex run that begins here, or 0; a decimal number is none. */
    private static int hexEnd(byte[] line, int read, int end) {
        if (line[read] == '0' && read + 2 < end && (line[read + 1] | 0x20) == 'x' && isHex(line[read + 2])) {
            return endOf(HEX, line, read + 3, end);
        }
        int run = endOf(HEX, line, read + 1, end);
        int length = run - read;
        if (length == MIN_HEX_RUN && isUuid(line, read, end)) {
            return read + UUID_LENGTH;
        }
        if (length <= MAX_HEX_GROUP && run < end && line[run] == ':') {
            return hexGroupsEnd(line, read, run, end);
        }
        boolean bounded = run == end || (CLASSES[line[run] & 0xFF] & WORD) == 0;
        return length >= MIN_HEX_RUN && bounded && hasDigitAndLetter(line, read, run) ? run : 0;
    }

    /** Two or more colons between groups of up to four hex digits, with a digit and a letter somewhere. */
    private static int hexGroupsEnd(byte[] line, int read, int firstGroupEnd, int end) {
        int groupEnd = firstGroupEnd;
        int colons = 0;
        while (groupEnd < end && line[groupEnd] == ':' && colons < 8) {
            int group = groupEnd + 1;
            if (group < end && line[group] == ':') {
                group++;
            }
            int nextEnd = endOf(HEX, line, group, Math.min(end, group + MAX_HEX_GROUP + 1));
            if (nextEnd == group || nextEnd - group > MAX_HEX_GROUP) {
                break;
            }
            colons += group - groupEnd;
            groupEnd = nextEnd;
        }
        boolean bounded = groupEnd == end || (CLASSES[line[groupEnd] & 0xFF] & WORD) == 0;
        return colons >= 2 && bounded && hasDigitAndLetter(line, read, groupEnd) ? groupEnd : 0;
    }

    private static boolean isUuid(byte[] line, int read, int end) {
        if (end - read < UUID_LENGTH) {
            return false;
        }
        for (int i = MIN_HEX_RUN; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte next = line[read + i];
            if (dash ? next != '-' : !isHex(next)) {
                return false;
            }
        }
        int after = read + UUID_LENGTH;
        return after == end || (CLASSES[line[after] & 0xFF] & WORD) == 0;
    }

    /** The end of {@code Oct} before a number, or of {@code Sat} before a number or a month; otherwise 0. */
    private static int dateWordEnd(byte[] line, int read, int end) {
        int after = read + 3;
        if (after >= end) {
            return 0;
        }
        byte gap = line[after];
        boolean space = (CLASSES[gap & 0xFF] & SPACE) != 0;
        if (space || gap == '/' || gap == '-') {
            if (isOneOf(MONTHS, line, read)) {
                int date = space ? endOf(SPACE, line, after, end) : after + 1;
                return date < end && isDigit(line[date]) ? after : 0;
            }
        }
        if ((space || gap == ',') && isOneOf(WEEKDAYS, line, read)) {
            int date = endOf(SPACE, line, after + 1, end);
            boolean dated = date < end && (isDigit(line[date]) || (date + 3 < end && isOneOf(MONTHS, line, date)));
            return dated ? after : 0;
        }
        return 0;
    }

    /** Whether the number at {@code read} belongs to the first word after {@code status}, {@code code} and so on. */
    private static boolean isCode(byte[] line, int from, int read) {
        if (endsWithCodeWord(line, from, read)) {
            return true;
        }
        if (read > from && line[read - 1] == '.') {
            return endsWithHttpVersion(line, from, read - 1);
        }
        int word = read;
        int leastWord = Math.max(from, read - MAX_CODE_PREFIX);
        while (word > leastWord && (CLASSES[line[word - 1] & 0xFF] & WORD) != 0) {
            word--;
        }
        int gap = word;
        int leastGap = Math.max(from, word - MAX_SEPARATORS);
        while (gap > leastGap && (CLASSES[line[gap - 1] & 0xFF] & SEPARATOR) != 0) {
            gap--;
            if (line[gap] == '/' && line[gap + 1] == '/') {
                return false; // http:// begins an address, not a version
            }
        }
        return gap < word && (endsWithCodeWord(line, from, gap) || endsWithHttpVersion(line, from, gap));
    }

    /** Whether the number at {@code read} stands right behind the word {@code error}. */
    private static boolean followsError(byte[] line, int from, int read) {
        int gap = read;
        int leastGap = Math.max(from, read - MAX_SEPARATORS);
        while (gap > leastGap && (CLASSES[line[gap - 1] & 0xFF] & ERROR_SEPARATOR) != 0) {
            gap--;
        }
        return gap < read && endsWith(ERROR_WORDS, ERROR_WORD_ENDS, line, from, gap);
    }

    /** Whether a code word stands before {@code end}: after no letter, or as the tail of a word such as statusCode. */
    private static boolean endsWithCodeWord(byte[] line, int from, int end) {
        return endsWith(CODE_WORDS, CODE_WORD_ENDS, line, from, end);
    }

    private static boolean endsWith(byte[][] words, boolean[] ends, byte[] line, int from, int end) {
        if (end == from || !ends[line[end - 1] & 0xFF]) {
            return false;
        }
        for (byte[] word : words) {
            int start = end - word.length;
            if (start >= from && equalsIgnoringCase(word, line, start)) {
                boolean afterLetter = start > from && (CLASSES[line[start - 1] & 0xFF] & ALPHABETIC) != 0;
                boolean hump = afterLetter && (line[start] & 0x20) == 0 && (line[start - 1] & 0x20) != 0;
                if (!afterLetter || hump) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether {@code HTTP/1.1} or {@code HTTP/2} stands before {@code end}. */
    private static boolean endsWithHttpVersion(byte[] line, int from, int end) {
        int digit = end - 1;
        if (digit - 2 > from && line[digit - 1] == '.') {
            digit -= 2;
        }
        return digit - 1 > from
                && isDigit(line[end - 1])
                && isDigit(line[digit])
                && line[digit - 1] == '/'
                && endsWithCodeWord(line, from, digit - 1);
    }

    private static boolean hasDigitAndLetter(byte[] line, int from, int end) {
        int seen = 0;
        for (int i = from; i < end; i++) {
            seen |= CLASSES[line[i] & 0xFF];
        }
        return (seen & DIGIT) != 0 && (seen & HEX_LETTER) != 0;
    }

    private static boolean isOneOf(byte[][] names, byte[] line, int at) {
        for (byte[] name : names) {
            if (name[0] == line[at] && name[1] == line[at + 1] && name[2] == line[at + 2]) {
                return true;
            }
        }
        return false;
    }

    private static boolean equalsIgnoringCase(byte[] lowerCaseWord, byte[] line, int at) {
        for (int i = 0; i < lowerCaseWord.length; i++) {
            if ((line[at + i] | 0x20) != lowerCaseWord[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isHex(byte b) {
        return (CLASSES[b & 0xFF] & HEX) != 0;
    }

    private static int endOf(int kinds, byte[] line, int from, int end) {
        int i = from;
        while (i < end && (CLASSES[line[i] & 0xFF] & kinds) != 0) {
            i++;
        }
        return i;
    }

    private static int trimmedEnd(byte[] line, int from, int end) {
        int trimmed = end;
        while (trimmed > from && (CLASSES[line[trimmed - 1] & 0xFF] & SPACE) != 0) {
            trimmed--;
        }
        return trimmed;
    }

    private static byte[] classes() {
        byte[] classes = new byte[256];
        mark(classes, "0123456789", DIGIT);
        mark(classes, "abcdefABCDEF", HEX_LETTER);
        mark(classes, "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ", LETTER);
        mark(classes, " \t\r\n\f\u000b", SPACE);
        mark(classes, " \t\"':=/([{<#-_,\\", SEPARATOR);
        mark(classes, ".:,-", JOINER);
        mark(classes, "JFMASONDTW", DATE_INITIAL);
        mark(classes, " \t\"':=#(,", ERROR_SEPARATOR);
        return classes;
    }

    private static boolean[] lastBytes(byte[][] words) {
        boolean[] last = new boolean[256];
        for (byte[] word : words) {
            last[word[word.length - 1]] = true;
            last[word[word.length - 1] - 0x20] = true;
        }
        return last;
    }

    private static void mark(byte[] classes, String members, int kind) {
        for (byte member : bytes(members)) {
            classes[member] |= (byte) kind;
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}

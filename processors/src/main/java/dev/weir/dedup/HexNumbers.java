package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;

/** Finds what is written in hex digits: UUIDs, {@code 0x} numbers, MAC and IPv6 addresses, runs of {@value #MIN_RUN} or more. */
final class HexNumbers {

    static final int MIN_RUN = 8;
    static final int MAX_GROUP = 4;
    private static final int MAX_COLONS = 8;
    private static final int UUID_LENGTH = 36;

    private HexNumbers() {}

    /** The end of the UUID, {@code 0x} number, address or hex run that begins here, or 0; a decimal number is none. */
    static int end(byte[] line, int read, int end) {
        if (line[read] == '0'
                && read + 2 < end
                && (line[read + 1] | 0x20) == 'x'
                && ByteKinds.is(HEX, line[read + 2])) {
            return endOf(HEX, line, read + 3, end);
        }
        int run = endOf(HEX, line, read + 1, end);
        int length = run - read;
        if (length == MIN_RUN && isUuid(line, read, end)) {
            return read + UUID_LENGTH;
        }
        if (length <= MAX_GROUP && run < end && line[run] == ':') {
            return groupsEnd(line, read, run, end);
        }
        return length >= MIN_RUN && isBounded(line, run, end) && hasDigitAndLetter(line, read, run) ? run : 0;
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
        for (int i = MIN_RUN; i < UUID_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            byte next = line[read + i];
            if (dash ? next != '-' : !ByteKinds.is(HEX, next)) {
                return false;
            }
        }
        return isBounded(line, read + UUID_LENGTH, end);
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
}

package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.DIGIT;
import static dev.weir.dedup.ByteKinds.HEX;
import static dev.weir.dedup.ByteKinds.JOINER;
import static dev.weir.dedup.ByteKinds.SPACE;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.endOf;
import static dev.weir.dedup.ByteKinds.isDigit;

import java.util.Arrays;

/** What {@link LineMasker} does, byte by byte and from left to right. */
final class ReferenceMasker {

    private static final int MAX_CODE = 12;
    private static final int MAX_ERROR_DIGITS = 6;

    private ReferenceMasker() {}

    static byte[] mask(byte[] text) {
        int end = ByteKinds.trimmedEnd(text, 0, text.length);
        byte[] line = Arrays.copyOf(text, text.length + Long.BYTES);
        Arrays.fill(line, end, line.length, (byte) 0);
        byte[] out = new byte[end];
        int write = 0;
        int read = 0;
        while (read < end) {
            if (ByteKinds.is(SPACE, line[read])) {
                out[write++] = ' ';
                read = endOf(SPACE, line, read + 1, end);
                continue;
            }
            int after = variableEnd(line, read, end);
            if (after > 0) {
                write -= isSigned(line, read) ? 1 : 0;
                out[write++] = LineMasker.PLACEHOLDER;
                read = after;
            } else {
                int copied = Math.max(1, -after - read);
                System.arraycopy(line, read, out, write, copied);
                write += copied;
                read += copied;
            }
        }
        return Arrays.copyOf(out, write);
    }

    /** Where the variable part that begins here ends; or the negated end of a code; or 0. */
    private static int variableEnd(byte[] line, int read, int end) {
        if (read == 0 || !ByteKinds.is(WORD, line[read - 1])) {
            int date = DateWords.end(line, read, end);
            int hex = ByteKinds.is(HEX, line[read]) ? HexNumbers.end(line, read, end) : 0;
            if (date > 0 || hex == 0) {
                return date > 0 ? date : numberEnd(line, read, end);
            }
            boolean code = CodeWords.isCode(line, 0, read)
                    || ((line[read + 1] | 0x20) == 'x' && CodeWords.followsError(line, 0, read));
            return hex - read <= MAX_CODE && code ? -hex : hex;
        }
        return numberEnd(line, read, end);
    }

    private static int numberEnd(byte[] line, int read, int end) {
        if (!isDigit(line[read])) {
            return 0;
        }
        int digitsEnd = endOf(DIGIT, line, read, end);
        boolean afterError = !isJoined(line, digitsEnd, end) && digitsEnd - read <= MAX_ERROR_DIGITS;
        if (CodeWords.isCode(line, 0, read) || (afterError && CodeWords.followsError(line, 0, read))) {
            return -digitsEnd;
        }
        while (isJoined(line, digitsEnd, end)) {
            digitsEnd = endOf(DIGIT, line, digitsEnd + 1, end);
        }
        return digitsEnd;
    }

    private static boolean isJoined(byte[] line, int at, int end) {
        return at + 1 < end && ByteKinds.is(JOINER, line[at]) && isDigit(line[at + 1]);
    }

    private static boolean isSigned(byte[] line, int read) {
        return read > 0
                && line[read - 1] == '-'
                && isDigit(line[read])
                && (read == 1 || !ByteKinds.is(WORD, line[read - 2]));
    }
}

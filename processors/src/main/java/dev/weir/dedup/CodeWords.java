package dev.weir.dedup;

import static dev.weir.dedup.ByteKinds.ALPHABETIC;
import static dev.weir.dedup.ByteKinds.ERROR_SEPARATOR;
import static dev.weir.dedup.ByteKinds.SEPARATOR;
import static dev.weir.dedup.ByteKinds.WORD;
import static dev.weir.dedup.ByteKinds.ascii;
import static dev.weir.dedup.ByteKinds.isDigit;

/** Tells the numbers that are codes by the words before them. */
final class CodeWords {

    private static final int MAX_CODE_PREFIX = 12;
    /** How many bytes may stand between a word and its number. */
    private static final int MAX_SEPARATORS = 4;

    private static final byte[][] CODE_WORDS = {
        ascii("status"), ascii("code"), ascii("errno"), ascii("http"), ascii("statuscode"), ascii("exitcode"),
        ascii("errorcode"), ascii("errcode"), ascii("returncode"), ascii("retcode"), ascii("rc"), ascii("sqlstate"),
        ascii("signal"), ascii("ora")
    };
    /** Levels too: a time or an identifier may follow, so the number is looked at as well. */
    private static final byte[][] ERROR_WORDS = {ascii("error"), ascii("err")};

    private static final int ENDINGS_BITS = 14;
    private static final long[] ENDINGS = endings();

    private CodeWords() {}

    /** Whether the number at {@code read} belongs to the first word after {@code status}, {@code code} and so on. */
    static boolean isCode(byte[] line, int from, int read) {
        if (endsWithCodeWord(line, from, read)) {
            return true;
        }
        if (read > from && line[read - 1] == '.') {
            return endsWithHttpVersion(line, from, read - 1);
        }
        int word = read;
        int leastWord = Math.max(from, read - MAX_CODE_PREFIX);
        while (word > leastWord && ByteKinds.is(WORD, line[word - 1])) {
            word--;
        }
        int gap = word;
        int leastGap = Math.max(from, word - MAX_SEPARATORS);
        while (gap > leastGap && ByteKinds.is(SEPARATOR, line[gap - 1])) {
            gap--;
            if (line[gap] == '/' && line[gap + 1] == '/') {
                return false; // http:// begins an address, not a version
            }
        }
        return gap < word && (endsWithCodeWord(line, from, gap) || endsWithHttpVersion(line, from, gap));
    }

    /** Whether the number at {@code read} stands right behind the word {@code error}. */
    static boolean followsError(byte[] line, int from, int read) {
        int gap = read;
        int leastGap = Math.max(from, read - MAX_SEPARATORS);
        while (gap > leastGap && ByteKinds.is(ERROR_SEPARATOR, line[gap - 1])) {
            gap--;
        }
        return gap < read && endsWith(ERROR_WORDS, line, from, gap);
    }

    /**
     * 1 if any of the words, or a version of HTTP, may end before {@code end}; 0 only if none does.
     *
     * @param end at least 8
     */
    static long mayEnd(byte[] line, int end) {
        int hash = hash((int) (EightBytes.load(line, end - 8) >>> 40));
        return (ENDINGS[hash >>> 6] >>> hash) & 1;
    }

    /** Whether a code word stands before {@code end}: after no letter, or as the tail of a word such as statusCode. */
    private static boolean endsWithCodeWord(byte[] line, int from, int end) {
        return endsWith(CODE_WORDS, line, from, end);
    }

    private static boolean endsWith(byte[][] words, byte[] line, int from, int end) {
        if (end >= Long.BYTES && mayEnd(line, end) == 0) {
            return false;
        }
        for (byte[] word : words) {
            int start = end - word.length;
            if (start >= from && equalsIgnoringCase(word, line, start)) {
                boolean afterLetter = start > from && ByteKinds.is(ALPHABETIC, line[start - 1]);
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

    private static boolean equalsIgnoringCase(byte[] lowerCaseWord, byte[] line, int at) {
        for (int i = 0; i < lowerCaseWord.length; i++) {
            if ((line[at + i] | 0x20) != lowerCaseWord[i]) {
                return false;
            }
        }
        return true;
    }

    /** Of three bytes, the first in the lowest bits, whatever the case of their letters. */
    private static int hash(int threeBytes) {
        return ((threeBytes | 0x20_20_20) * 0x9E37_79B1) >>> (Integer.SIZE - ENDINGS_BITS);
    }

    /** The hashes of what the words end with, as bits. */
    private static long[] endings() {
        long[] endings = new long[1 << (ENDINGS_BITS - 6)];
        for (byte[][] words : new byte[][][] {CODE_WORDS, ERROR_WORDS}) {
            for (byte[] word : words) {
                int length = word.length;
                for (int any = 0; any < 256; any++) {
                    mark(endings, length > 2 ? word[length - 3] : any, word[length - 2], word[length - 1]);
                }
            }
        }
        for (int digit = '0'; digit <= '9'; digit++) {
            for (byte[] word : CODE_WORDS) {
                mark(endings, word[word.length - 1], '/', digit);
            }
            for (int before = '0'; before <= '9'; before++) {
                mark(endings, before, '.', digit);
            }
        }
        return endings;
    }

    private static void mark(long[] endings, int thirdLast, int secondLast, int last) {
        int hash = hash((thirdLast & 0xFF) | ((secondLast & 0xFF) << 8) | ((last & 0xFF) << 16));
        endings[hash >>> 6] |= 1L << hash;
    }
}

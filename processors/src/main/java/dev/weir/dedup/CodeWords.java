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

    /** The bits by which small letters differ from capital ones. */
    private static final long CASE = 0x2020_2020_2020_2020L;

    private static final int LAST_TWO = 48;
    private static final int PLACES_BITS = 6;
    /** Gives each two letters that the words end with a place of their own. */
    private static final int PLACES = 0x9E37_79B1;
    /** For each place a mask, and what the last bytes before a number are under it where a word may end. */
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
     * Negative if any of the words may end before {@code end}; otherwise none does. Without a branch.
     *
     * @param end at least 8
     */
    static long mayEnd(byte[] line, int end) {
        long letters = EightBytes.load(line, end - Long.BYTES) | CASE;
        int place = place(letters);
        long different = (letters & ENDINGS[place]) ^ ENDINGS[place + 1];
        return (different - 1) & ~different;
    }

    /** Whether any of the words, or a version of HTTP, ends before {@code end}. */
    static boolean endsWithAny(byte[] line, int end) {
        return mayEnd(line, end) < 0
                ? endsWithCodeWord(line, 0, end) || endsWith(ERROR_WORDS, line, 0, end)
                : isDigit(line[end - 1]) && endsWithHttpVersion(line, 0, end);
    }

    /** Whether a code word stands before {@code end}: after no letter, or as the tail of a word such as statusCode. */
    private static boolean endsWithCodeWord(byte[] line, int from, int end) {
        return endsWith(CODE_WORDS, line, from, end);
    }

    private static boolean endsWith(byte[][] words, byte[] line, int from, int end) {
        if (end >= Long.BYTES && mayEnd(line, end) >= 0) {
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

    /** The place for the last two of eight bytes. */
    private static int place(long bytes) {
        return 2 * (((int) (bytes >>> LAST_TWO) * PLACES) >>> (Integer.SIZE - PLACES_BITS));
    }

    private static long[] endings() {
        long[] endings = new long[2 << PLACES_BITS];
        for (int place = 0; place < endings.length; place += 2) {
            endings[place + 1] = -1; // no bytes under a mask of nothing
        }
        for (byte[][] words : new byte[][][] {CODE_WORDS, ERROR_WORDS}) {
            for (byte[] word : words) {
                addEnding(endings, word);
            }
        }
        return endings;
    }

    /** Words with a place in common leave there what both of them end with. */
    private static void addEnding(long[] endings, byte[] word) {
        byte[] padded = new byte[Long.BYTES + word.length];
        System.arraycopy(word, 0, padded, Long.BYTES, word.length);
        long ending = EightBytes.load(padded, word.length);
        int place = place(ending);
        long mask = -1L << (Byte.SIZE * Math.max(0, Long.BYTES - word.length));
        if (endings[place] != 0) {
            int equalBits = Long.numberOfLeadingZeros(ending ^ endings[place + 1]) / Byte.SIZE * Byte.SIZE;
            mask &= endings[place] & ~(equalBits == Long.SIZE ? 0 : -1L >>> equalBits);
        }
        endings[place] = mask;
        endings[place + 1] = ending & mask;
    }
}

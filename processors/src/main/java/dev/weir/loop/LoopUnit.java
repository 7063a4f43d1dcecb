package dev.weir.loop;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;

/** The part of a text that a loop repeats, beginning where the loop began. */
final class LoopUnit {

    private static final int MAX_SAMPLE_CHARACTERS = 80;
    /** What prose is full of, and its lists. */
    private static final String PUNCTUATION = ".,';:!?-()*#";

    private static final long LEAST_LETTERS_PERCENT = 30;
    private static final int LONG_WORD = 60;
    private static final long DATA_DIGITS_PERCENT = 12;
    private static final long CODE_SYMBOLS_PERCENT = 6;
    private static final int CODE_INDENT = 4;
    private static final int NO_LINE = -1;
    private static final Hasher128 FINGERPRINTS = Hashing.xxh3_128();

    private final byte[] bytes;

    /** Takes the array over. */
    LoopUnit(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The smallest period with which a stretch of bytes repeats itself a whole number of times; its length if it does not.
     *
     * <p>One pass of the failure function of Knuth, Morris and Pratt, linear in the length.
     */
    static int fundamentalPeriod(byte[] text, int from, int length) {
        int[] border = new int[length];
        for (int i = 1, matched = 0; i < length; i++) {
            while (matched > 0 && text[from + i] != text[from + matched]) {
                matched = border[matched - 1];
            }
            if (text[from + i] == text[from + matched]) {
                matched++;
            }
            border[i] = matched;
        }
        int period = length - border[length - 1];
        return length % period == 0 ? period : length;
    }

    /** Reads what {@link #save} wrote. */
    static LoopUnit restored(StateReader state) {
        byte[] bytes = state.readBytes();
        if (bytes.length == 0) {
            throw new MalformedStateException("state has a loop of period 0");
        }
        return new LoopUnit(bytes);
    }

    void save(StateWriter state) {
        state.writeBytes(bytes);
    }

    int period() {
        return bytes.length;
    }

    /** How many of the bytes are letters; all beyond ASCII count. */
    int letters() {
        int letters = 0;
        for (byte b : bytes) {
            letters += b < 0 || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') ? 1 : 0;
        }
        return letters;
    }

    /** How many bytes are neither letters, digits, white space nor the punctuation of prose. */
    int symbols() {
        int symbols = 0;
        for (byte b : bytes) {
            boolean known = b <= ' ' || ByteClasses.isWord(b) || PUNCTUATION.indexOf(b) >= 0;
            symbols += known ? 0 : 1;
        }
        return symbols;
    }

    private int digits() {
        int digits = 0;
        for (byte b : bytes) {
            digits += b >= '0' && b <= '9' ? 1 : 0;
        }
        return digits;
    }

    /** What the unit looks like. */
    UnitLook look() {
        int letters = wordLetters();
        if (letters * 100L < LEAST_LETTERS_PERCENT * bytes.length || isLongWord()) {
            return UnitLook.FILL;
        }
        if (digits() * 100L >= DATA_DIGITS_PERCENT * bytes.length || hasTime()) {
            return UnitLook.DATA;
        }
        boolean code = symbols() * 100L >= CODE_SYMBOLS_PERCENT * bytes.length;
        return code ? UnitLook.CODE : UnitLook.WORDS;
    }

    /** Whether there are cells, indented lines, calls without arguments or names with dots in them. */
    boolean isSetLikeCode() {
        int indent = NO_LINE;
        for (int i = 0; i < bytes.length; i++) {
            int b = at(i);
            int next = at(i + 1);
            indent = b == '\n' ? 0 : b == ' ' && indent != NO_LINE ? indent + 1 : NO_LINE;
            boolean cell = b == '\t' || (b == ',' && next > ' ');
            boolean call = b == '(' && next == ')';
            boolean name = b == '.' && next < 0x80 && ByteClasses.isWord((byte) next) && i > 0 && isLetter(at(i - 1));
            if (cell || call || name || indent == CODE_INDENT) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a letter of ASCII. */
    boolean hasLetter() {
        for (byte b : bytes) {
            if (isLetter(b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(int b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    /** Whether the unit is a line of one word only, much longer than words are. */
    private boolean isLongWord() {
        if (bytes.length < LONG_WORD) {
            return false;
        }
        int breaks = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
            breaks += bytes[i] <= ' ' && at(i + 1) > ' ' ? 1 : 0;
        }
        return breaks <= 1;
    }

    /** Whether all bytes are ASCII and none is white space. */
    boolean isUnbroken() {
        for (byte b : bytes) {
            if (b <= ' ') {
                return false;
            }
        }
        return true;
    }

    /** The letters in words without digits; every byte beyond ASCII counts as one, but for the box drawings. */
    private int wordLetters() {
        int start = firstBreak();
        int letters = 0;
        int word = 0;
        boolean number = false;
        for (int i = 0; i < bytes.length; i++) {
            int b = at(start + i);
            boolean drawing = b == 0xE2 && (at(start + i + 1) & 0xFE) == 0x94;
            if (b >= '0' && b <= '9') {
                number = true;
            } else if ((b >= 0x80 && !drawing) || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z')) {
                word++;
            } else {
                letters += number ? 0 : word;
                word = 0;
                number = false;
                i += drawing ? 2 : 0; // U+2500 to U+257F, of which rulers and frames are drawn
            }
        }
        return letters + (number ? 0 : word);
    }

    /** Whether numbers stand in a row as those of a time, a date or an address do: with the same sign between them. */
    boolean hasTime() {
        int numbers = 0;
        int sign = 0;
        boolean inNumber = false;
        for (int i = 0; i < 2 * bytes.length; i++) {
            int b = at(i);
            boolean digit = b >= '0' && b <= '9';
            if (digit && !inNumber) {
                numbers++;
            } else if (!digit && inNumber && (b == ':' || b == '-' || b == '/' || b == '.')) {
                numbers = b == sign ? numbers : 1;
                sign = b;
            } else if (!digit) {
                numbers = 0;
                sign = 0;
            }
            inNumber = digit;
            if (numbers == 3) {
                return true;
            }
        }
        return false;
    }

    /**
     * The unit as text, at most 80 characters. A unit that begins inside a character is turned so that it begins with the
     * next one, which a loop cannot tell apart.
     */
    String sample() {
        int start = firstCharacter();
        byte[] turned = new byte[Math.min(bytes.length, 4 * MAX_SAMPLE_CHARACTERS)];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) at(start + i);
        }
        String text = new String(turned, StandardCharsets.UTF_8);
        int characters = Math.min(MAX_SAMPLE_CHARACTERS, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    /** The XXH3 128-bit hash, in hexadecimal, of the least rotation of the unit: equal for every phase of a loop. */
    String fingerprint() {
        int start = leastRotation();
        byte[] turned = new byte[bytes.length];
        System.arraycopy(bytes, start, turned, 0, bytes.length - start);
        System.arraycopy(bytes, 0, turned, bytes.length - start, start);
        HashValue128 hash = FINGERPRINTS.hashBytesTo128Bits(turned);
        return String.format("%016x%016x", hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** Where the rotation begins that is least byte by byte: two candidates race, the loser skips what it lost by. */
    private int leastRotation() {
        int best = 0;
        int rival = 1;
        int matched = 0;
        while (best < bytes.length && rival < bytes.length && matched < bytes.length) {
            int difference = at(best + matched) - at(rival + matched);
            if (difference == 0) {
                matched++;
                continue;
            }
            if (difference > 0) {
                best += matched + 1;
            } else {
                rival += matched + 1;
            }
            if (best == rival) {
                rival++;
            }
            matched = 0;
        }
        return Math.min(best, rival);
    }

    /** Where a word cannot be under way, if there is such a place. */
    private int firstBreak() {
        for (int i = 0; i < bytes.length; i++) {
            if (!ByteClasses.isWord(bytes[i]) && bytes[i] >= 0) {
                return i;
            }
        }
        return firstCharacter();
    }

    private int firstCharacter() {
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return i;
            }
        }
        return 0;
    }

    private int at(int index) {
        return bytes[index % bytes.length] & 0xFF;
    }
}

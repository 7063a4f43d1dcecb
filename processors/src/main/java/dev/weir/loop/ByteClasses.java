package dev.weir.loop;

/**
 * What each byte of a text is, and how it reads where numbers, case and the amount of white space do not matter.
 *
 * <p>One table entry holds all of it, so that one look at a byte serves: bits 0 to 7 are the byte to write, bit {@link
 * #PLAIN} says that it is written even after the same one, and from bit {@link #COUNTS} on there are counters of ten
 * bits that can be added up over 1,023 bytes.
 */
final class ByteClasses {

    /** Set where the byte stands for itself; digits and white space, which do not, are written once a run. */
    static final int PLAIN = 8;

    /** Where the counters begin. */
    static final int COUNTS = 9;

    /** Set for the bytes of words; a character beyond ASCII is a word of its own, for not all scripts have spaces. */
    static final int WORD = COUNTS + 40;

    static final long[] TABLE = table();

    private static final int FIELD = 10;
    private static final int MASK = (1 << FIELD) - 1;

    private ByteClasses() {}

    private static long[] table() {
        long[] table = new long[256];
        for (int b = 0; b < 256; b++) {
            table[b] = entry(b);
        }
        return table;
    }

    private static long entry(int b) {
        long word = 1L << WORD;
        long plain = 1L << PLAIN;
        long letter = 1L << COUNTS;
        long digit = letter << FIELD;
        long symbol = digit << FIELD;
        if (b >= '0' && b <= '9') {
            return '0' | digit | word;
        }
        if (isSpace(b)) {
            return ' ';
        }
        if (b >= 'A' && b <= 'Z') {
            return (b | 0x20) | plain | letter | word;
        }
        if (b >= 'a' && b <= 'z') {
            return b | plain | letter | word;
        }
        if (b == 0xE2) {
            return b | plain | symbol; // dashes, quotation marks, arrows, box drawings
        }
        if (b >= 0x80) {
            return b | plain | letter | (b >= 0xC0 ? word : 0);
        }
        boolean punctuation = ".,';:!?-()*#".indexOf(b) >= 0;
        return b | plain | (punctuation ? 0 : symbol);
    }

    private static boolean isSpace(int b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    /** Whether a byte is part of a word, or begins a character beyond ASCII. */
    static boolean isWord(byte b) {
        return ((TABLE[b & 0xFF] >>> WORD) & 1) != 0;
    }

    /** How many bytes are letters; all beyond ASCII count as such. */
    static int letters(long counts) {
        return (int) (counts & MASK);
    }

    static int digits(long counts) {
        return (int) ((counts >>> FIELD) & MASK);
    }

    /** How many bytes are neither letters, digits, white space nor the punctuation of prose. */
    static int symbols(long counts) {
        return (int) ((counts >>> (2 * FIELD)) & MASK);
    }
}

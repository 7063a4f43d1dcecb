package dev.weir.loop;

/**
 * What the bytes of a text are: letters, digits, white space or others, and which are part of words.
 *
 * <p>Eight bytes at a time, in a long with the first one lowest. A class is a long too: the highest bit of each byte that is
 * of it is set, and no other. A byte c of seven bits is at least b if c + (0x80 - b) carries into its highest bit; no sum of
 * two such numbers carries into the next byte.
 */
final class ByteClasses {

    static final long HIGHS = 0x8080808080808080L;

    private static final long ONES = 0x0101010101010101L;
    private static final long LOWS = ~HIGHS;
    /** The first byte of dashes, quotation marks, arrows and box drawings, which are no letters. */
    private static final long SIGNS = 0xE2E2E2E2E2E2E2E2L;

    /** The bit by which small letters differ from capital ones; the highest bit shifted by two. */
    private static final int CASE = 0x20;

    /** Moves the lowest bit of byte i to bit 56 + i; no two of the other products meet. */
    private static final long GATHER = 0x0102040810204080L;

    private ByteClasses() {}

    /** The bytes that are at least a value and no more than another, both ASCII. */
    private static long between(long bytes, char least, char most) {
        long low = bytes & LOWS;
        return (low + (0x80 - least) * ONES) & ~(low + (0x7F - most) * ONES) & ~bytes & HIGHS;
    }

    /** White space, and the control characters. */
    static long spaces(long bytes) {
        return ~((bytes & LOWS) + (0x7F - ' ') * ONES) & ~bytes & HIGHS;
    }

    static long digits(long bytes) {
        return between(bytes, '0', '9');
    }

    /** The letters of ASCII. */
    static long letters(long bytes) {
        return between(bytes | (CASE * ONES), 'a', 'z');
    }

    /** The bytes beyond ASCII that count as letters: all but the first ones of signs. */
    static long lettersBeyond(long bytes) {
        long difference = bytes ^ SIGNS;
        return bytes & HIGHS & (((difference & LOWS) + LOWS) | difference);
    }

    /** The bytes that are no letters, digits or white space. */
    static long others(long bytes) {
        return HIGHS & ~(letters(bytes) | digits(bytes) | spaces(bytes) | lettersBeyond(bytes));
    }

    /** The bytes that go on with a character beyond ASCII. */
    static long continued(long bytes) {
        return ~(bytes << 1) & bytes & HIGHS;
    }

    /** The bytes with letters in lower case, 0 for every digit and a space for all white space. */
    static long plain(long bytes, long letters, long digits, long spaces) {
        long cleared = ((digits >>> 7) * 0x0F) | ((spaces >>> 7) * 0xFF);
        return (bytes & ~cleared) | ((letters | spaces) >>> 2);
    }

    /**
     * The bytes without those of a class, moved together towards the lowest; what lies above them is not defined.
     *
     * <p>Each byte moves down by as many places as bytes before it are left out, in steps of one, two and four places
     * (Warren, Hacker's Delight, 7-4).
     */
    static long without(long bytes, long members) {
        long leftOut = members >>> 7;
        long places = (leftOut * ONES) << Byte.SIZE;
        long rest = bytes & ~(leftOut * 0xFF);
        places &= ~(leftOut * 0xFF);
        for (int step = 1; step < Long.BYTES; step *= 2) {
            long moving = ((places & (step * ONES)) >>> Integer.numberOfTrailingZeros(step)) * 0xFF;
            rest = (rest & ~moving) | ((rest & moving) >>> (step * Byte.SIZE));
            places = (places & ~moving) | ((places & moving) >>> (step * Byte.SIZE));
        }
        return rest;
    }

    /**
     * How many of eight bytes surely belong to words that are one space apart: those before the first control character,
     * the first of two spaces, or a space at the end.
     */
    static int spacedWords(long bytes) {
        long spaces = spaces(bytes);
        long blanks = between(bytes, ' ', ' ');
        long doubtful = (spaces & ~blanks) | (spaces & ((spaces >>> Byte.SIZE) | Long.MIN_VALUE));
        return Long.numberOfTrailingZeros(doubtful) / Byte.SIZE;
    }

    /** The members of a class as eight bits, the first byte's lowest. */
    static long bits(long members) {
        return ((members >>> 7) * GATHER) >>> 56;
    }

    /** Whether a byte is part of a word, or begins a character beyond ASCII. */
    static boolean isWord(byte b) {
        int lower = b | 0x20;
        return (lower >= 'a' && lower <= 'z') || (b >= '0' && b <= '9') || ((b & 0xC0) == 0xC0 && b != (byte) 0xE2);
    }

    /** How a byte reads in normalised text. */
    static byte plain(byte b) {
        if (b >= 'A' && b <= 'Z') {
            return (byte) (b | 0x20);
        }
        if (b >= '0' && b <= '9') {
            return '0';
        }
        return b >= 0 && b <= ' ' ? (byte) ' ' : b;
    }
}

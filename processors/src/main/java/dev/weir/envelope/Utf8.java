package dev.weir.envelope;

/** The shape of UTF-8 byte sequences (RFC 3629, section 4); surrogates are let through as WTF-8 has them. */
public final class Utf8 {

    private Utf8() {}

    /** The length of the sequence at an offset, or 0 if the bytes there are not one. */
    static int sequenceLength(byte[] bytes, int at, int end) {
        int length = expectedLength(bytes[at]);
        if (length == 0 || length > end - at) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = length > 1 ? bytes[at + 1] & 0xFF : 0;
        int lead = bytes[at] & 0xFF;
        boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean tooLarge = lead == 0xF4 && second > 0x8F;
        return overlong || tooLarge ? 0 : length;
    }

    private static int expectedLength(byte lead) {
        int unsigned = lead & 0xFF;
        if (unsigned < 0x80) {
            return 1;
        }
        if (unsigned < 0xC2 || unsigned > 0xF4) {
            return 0;
        }
        return unsigned < 0xE0 ? 2 : unsigned < 0xF0 ? 3 : 4;
    }

    static boolean isSurrogate(byte[] bytes, int at, int end) {
        return end - at >= 3 && (bytes[at] & 0xFF) == 0xED && (bytes[at + 1] & 0xFF) >= 0xA0;
    }

    static int surrogate(byte[] bytes, int at) {
        return ((bytes[at] & 0xF) << 12) | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F);
    }

    /** How many bytes at the end begin a character that the bytes do not finish: 0 to 3. */
    public static int unfinishedTail(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int back = 1; back <= Math.min(3, length); back++) {
            byte b = bytes[end - back];
            if (b >= 0) {
                return 0;
            }
            if ((b & 0xC0) == 0xC0) {
                return expectedLength(b) > back ? back : 0;
            }
        }
        return 0;
    }
}

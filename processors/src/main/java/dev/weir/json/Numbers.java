package dev.weir.json;

/** Judges and mends numbers; the bytes of a number are never rewritten, only added to or left out. */
final class Numbers {

    /** Not a number: the text becomes a string. */
    static final int NONE = 0;
    /** A number as JSON writes it. */
    static final int VALID = 1;
    /** A number that lacks a digit or has an underscore or a plus too many. */
    static final int MENDABLE = 2;
    /** {@code 0x} and at most 15 hexadecimal digits. */
    static final int HEXADECIMAL = 3;

    private Numbers() {}

    /** Judges the bytes; {@code cut} says that the text ended after them. */
    static int judge(byte[] in, int from, int to, boolean cut) {
        int i = from;
        boolean mend = false;
        if (i < to && (in[i] == '+' || in[i] == '-')) {
            mend = in[i] == '+';
            i++;
        }
        if (isHexadecimal(in, i, to)) {
            return HEXADECIMAL;
        }
        int whole = i;
        i = digits(in, i, to);
        if ((i - whole > 1 && in[whole] == '0') || (i > whole && in[whole] == '_')) {
            return NONE;
        }
        boolean missing = i == whole;
        boolean underscore = hasUnderscore(in, whole, i);
        if (i < to && in[i] == '.') {
            int fraction = ++i;
            i = digits(in, i, to);
            if (i == fraction && missing) {
                return NONE;
            }
            mend |= i == fraction;
            underscore |= hasUnderscore(in, fraction, i);
            mend |= missing;
            missing = false;
        }
        if (missing) {
            boolean minus = to - from == 1 && in[from] == '-';
            return minus && cut ? MENDABLE : NONE;
        }
        if (i < to && (in[i] == 'e' || in[i] == 'E')) {
            i++;
            if (i < to && (in[i] == '+' || in[i] == '-')) {
                i++;
            }
            int exponent = i;
            i = digits(in, i, to);
            if (i == exponent) {
                if (!cut || i != to) {
                    return NONE;
                }
                mend = true;
            }
            underscore |= hasUnderscore(in, exponent, i);
        }
        return i != to ? NONE : mend || underscore ? MENDABLE : VALID;
    }

    private static int digits(byte[] in, int i, int to) {
        while (i < to && (Characters.isDigit(in[i]) || in[i] == '_')) {
            i++;
        }
        return i;
    }

    private static boolean hasUnderscore(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (in[i] == '_') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHexadecimal(byte[] in, int i, int to) {
        if (to - i < 3 || to - i > 17 || in[i] != '0' || (in[i + 1] | 0x20) != 'x') {
            return false;
        }
        for (int k = i + 2; k < to; k++) {
            if (!Characters.isHex(in[k])) {
                return false;
            }
        }
        return true;
    }

    /** Sends a {@link #MENDABLE} number with what it lacks. */
    static void mend(byte[] in, int from, int to, Emitter emitter) {
        boolean digit = false;
        for (int i = from; i < to; i++) {
            byte b = in[i];
            if (b == '_' || (b == '+' && i == from)) {
                continue;
            }
            if (!digit && (b == '.' || b == 'e' || b == 'E')) {
                emitter.insert('0');
            }
            emitter.keep(i, i + 1);
            digit = Characters.isDigit(b);
        }
        if (!digit) {
            emitter.insert('0');
        }
    }

    /** Sends a {@link #HEXADECIMAL} number in decimal. */
    static void convert(byte[] in, int from, int to, Emitter emitter) {
        int i = from;
        boolean negative = in[i] == '-';
        if (negative || in[i] == '+') {
            i++;
        }
        long value = 0;
        for (i += 2; i < to; i++) {
            value = value << 4 | Character.digit(in[i], 16);
        }
        emitter.insert(Long.toString(negative ? -value : value));
    }
}

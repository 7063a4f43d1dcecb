package dev.weir.json;

import org.jspecify.annotations.Nullable;

/** Judges a value that has no quotes: a number, a literal, a call around one value, or words that should be a string. */
final class BareToken {

    static final int MORE = LookAhead.MORE;
    static final int TEXT = 0;
    static final int NUMBER = 1;
    static final int MENDABLE_NUMBER = 2;
    static final int HEXADECIMAL = 3;
    static final int LITERAL = 4;
    /** A number longer than the look-ahead. */
    static final int LONG_NUMBER = 5;
    /** A word and an opening parenthesis around one value; {@link #end} is after the parenthesis. */
    static final int CALL = 6;
    /** A letter before a quote, as in {@code u'..'}; {@link #end} is at the quote. */
    static final int PREFIX = 7;

    private final LookAhead ahead;
    private final ContainerStack stack;

    /** The byte after the token. */
    int end;

    @Nullable
    Literal literal;

    BareToken(LookAhead ahead, ContainerStack stack) {
        this.ahead = ahead;
        this.stack = stack;
    }

    /** Judges the token at {@code p}, whose first byte is neither white space nor structure. */
    int judge(int p) {
        ahead.open(p);
        byte[] in = ahead.in;
        int e = p;
        while (e < ahead.end && !delimits(in, e, p, ahead.end)) {
            e++;
        }
        end = e;
        boolean cut = false;
        if (e >= ahead.end) {
            if (ahead.mayGrow()) {
                return MORE;
            }
            if (!ahead.endsText()) {
                return isWholeNumber(in, p, e) ? LONG_NUMBER : TEXT;
            }
            cut = true;
        }
        int number = Numbers.judge(in, p, e, cut);
        literal = number == Numbers.NONE ? Literal.of(in, p, e - p, cut && stack.depth() > 0) : null;
        if (cut) {
            return kind(number);
        }
        if (number == Numbers.NONE && literal == null) {
            if (in[e] == '(') {
                return callAt(e);
            }
            boolean prefix = e == p + 1 && (in[e] == '"' || in[e] == '\'') && isPrefix(in[p]);
            return prefix ? PREFIX : TEXT;
        }
        int alone = standsAlone(p, e, number != Numbers.NONE);
        return alone == LookAhead.YES ? kind(number) : alone;
    }

    private int kind(int number) {
        return switch (number) {
            case Numbers.VALID -> NUMBER;
            case Numbers.MENDABLE -> MENDABLE_NUMBER;
            case Numbers.HEXADECIMAL -> HEXADECIMAL;
            default -> literal != null ? LITERAL : TEXT;
        };
    }

    private static boolean isPrefix(byte b) {
        int lower = b | 0x20;
        return lower == 'u' || lower == 'b' || lower == 'r' || lower == 'f';
    }

    private static boolean delimits(byte[] in, int e, int p, int to) {
        return switch (in[e]) {
            case ' ', '\t', '\n', '\r', ',', ';', ']', '}', ')', '(', '[', '{', '"', ':' -> true;
            case '\'' -> e == p + 1;
            case (byte) 0xEF -> e > p && e + 2 < to && in[e + 1] == (byte) 0xBC && in[e + 2] == (byte) 0x8C;
            case '/' -> e + 1 < to && e > p && Characters.isDigit(in[e - 1]) && (in[e + 1] == '/' || in[e + 1] == '*');
            default -> false;
        };
    }

    private static boolean isWholeNumber(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.isDigit(in[i]) && !(i == from && in[i] == '-' && to > from + 1)) {
                return false;
            }
        }
        return in[from] != '0' && !(in[from] == '-' && in[from + 1] == '0');
    }

    /** Whether what follows a number or a literal lets it be one, and not the first word of a text. */
    private int standsAlone(int p, int e, boolean number) {
        byte[] in = ahead.in;
        int q = ahead.skipBlank(e);
        if (q >= ahead.end) {
            return ahead.atEdge(LookAhead.YES);
        }
        if (in[q] == ',' && number && q == e && stack.inObject()) {
            return notGrouped(p, q);
        }
        switch (in[q]) {
            case ',', '\n', ';', ']', '}', ')', '"', '\'', '`', '{', '[', '#' -> {
                return LookAhead.YES;
            }
            case '.' -> {
                return ahead.startsWith(q, "..");
            }
            case '/' -> {
                return ahead.commentAt(q);
            }
            case (byte) 0xEF -> {
                return ahead.startsWith(q, LookAhead.FULL_WIDTH_COMMA);
            }
            default -> {}
        }
        if (q == e) {
            return LookAhead.NO;
        }
        boolean next = Characters.isDigit(in[q]) || in[q] == '-';
        if (next && !stack.inObject()) {
            return LookAhead.YES;
        }
        if (!next && !Characters.isLetter(in[q])) {
            return LookAhead.NO;
        }
        if (stack.inObject()) {
            return ahead.keyAt(q);
        }
        int w = ahead.skipWord(q);
        return w >= ahead.end ? ahead.atEdge(LookAhead.NO) : ahead.literal(q, w) ? LookAhead.YES : LookAhead.NO;
    }

    /** Whether the comma at {@code q} is not followed by three digits, as in {@code 1,234}. */
    private int notGrouped(int p, int q) {
        byte[] in = ahead.in;
        if (q - p > 3) {
            return LookAhead.YES;
        }
        for (int i = q + 1; i < q + 4; i++) {
            if (i >= ahead.end) {
                return ahead.atEdge(LookAhead.YES);
            }
            if (!Characters.isDigit(in[i])) {
                return LookAhead.YES;
            }
        }
        int after = ahead.skipBlank(q + 4);
        if (after >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        return in[after] == ':' || Characters.isDigit(in[after]) ? LookAhead.YES : LookAhead.NO;
    }

    private int callAt(int open) {
        byte[] in = ahead.in;
        int s = ahead.skipSpace(open + 1);
        if (s >= ahead.end) {
            return ahead.atEdge(TEXT);
        }
        int e = Characters.isAsciiQuote(in[s]) ? ahead.skipString(s) : ahead.skipWord(s);
        if (e < 0 || e == s) {
            return TEXT;
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(TEXT);
        }
        end = open + 1;
        return in[t] == ')' ? CALL : TEXT;
    }
}

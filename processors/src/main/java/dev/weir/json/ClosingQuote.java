package dev.weir.json;

/**
 * Judges whether a quote inside a string ends it or belongs to the text.
 *
 * <p>A quote ends a string if a delimiter and a plausible next token follow. In valid JSON one always does, so a valid
 * document is never touched; when the look-ahead ends without a contradiction, the quote ends the string.
 */
final class ClosingQuote {

    /** The quote belongs to the text. */
    static final int CONTENT = 0;
    /** The quote ends the string. */
    static final int CLOSES = 1;
    /** The quote ends a part of the string; {@code +} and another part follow. */
    static final int JOINS = 2;

    private static final int MORE = LookAhead.MORE;

    private final LookAhead ahead;
    private final ContainerStack stack;

    ClosingQuote(LookAhead ahead, ContainerStack stack) {
        this.ahead = ahead;
        this.stack = stack;
    }

    /**
     * Judges a quote that ends before {@code p}.
     *
     * @param key whether the string is a key
     * @param odd whether an odd number of quotes was taken for content of this string before
     * @param before the string's byte before the quote, 0 if it has none
     * @return {@link #CONTENT}, {@link #CLOSES}, {@link #JOINS} or {@link LookAhead#MORE}
     */
    int judge(int p, boolean key, boolean odd, byte before) {
        ahead.open(p);
        int q = ahead.skipSpace(p);
        if (q >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        if (key) {
            return keyEnds(q);
        }
        int ends = odd || opensQuotation(before) ? LookAhead.NO : endsBefore(p, q);
        return ends == LookAhead.NO ? valueEnds(p, q, odd) : ends == MORE ? MORE : CLOSES;
    }

    /** Judges the comma before {@code r} after text without quotes, in an opened view. */
    int commaSeparates(int r) {
        return stack.inObject() ? afterComma(r, false) : CLOSES;
    }

    /** Whether a quotation within the text may begin behind this byte. */
    static boolean opensQuotation(byte before) {
        return switch (before) {
            case ' ', '\t', '\n', '(', '[', '{', '=', ':', ',', '>' -> true;
            default -> false;
        };
    }

    /** Whether structure follows a quote that neither begins nor ends a quotation. */
    private int endsBefore(int p, int q) {
        byte b = ahead.in[q];
        switch (b) {
            case ',', ';' -> {
                return LookAhead.YES;
            }
            case '}', ']', ')' -> {
                return stack.depth() == 0 ? LookAhead.NO : stack.awaits(b) ? LookAhead.YES : structureBehind(q + 1);
            }
            case (byte) 0xEF -> {
                return ahead.startsWith(q, LookAhead.FULL_WIDTH_COMMA);
            }
            default -> {
                if (q == p || stack.top() != ContainerStack.ARRAY) {
                    return LookAhead.NO;
                }
                return ahead.newline && b == '"' ? LookAhead.YES : scalarAt(q);
            }
        }
    }

    /** Whether a closer of the wrong kind is followed by what may follow a closer. */
    private int structureBehind(int p) {
        int q = ahead.skipSpace(p);
        if (q >= ahead.end) {
            return ahead.atEdge(LookAhead.YES);
        }
        byte b = ahead.in[q];
        return b == ',' || b == '}' || b == ']' || b == '`' || ahead.newline ? LookAhead.YES : LookAhead.NO;
    }

    /** Whether a number or a literal is there, and an array's comma or closer behind it. */
    private int scalarAt(int q) {
        int e = ahead.skipWord(q);
        if (e >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        boolean scalar = ahead.literal(q, e) || Numbers.judge(ahead.in, q, e, false) == Numbers.VALID;
        boolean ends = ahead.in[e] == ',' || ahead.in[e] == ']' || ahead.in[e] == '\n';
        return scalar && ends ? LookAhead.YES : LookAhead.NO;
    }

    private int keyEnds(int q) {
        byte b = ahead.in[q];
        switch (b) {
            case ':', '=', ',', '}', ']', '"', '\'', '{', '[', '-' -> {
                return CLOSES;
            }
            case '/', '#' -> {
                return ahead.commentAt(q);
            }
            default -> {
                if (Characters.isDigit(b)) {
                    return CLOSES;
                }
                if ((b & 0xFF) == 0xEF) {
                    return ahead.startsWith(q, LookAhead.FULL_WIDTH_COLON);
                }
                if ((b & 0xFF) == 0xE2) {
                    int quotes = Quotes.openingAt(ahead, q);
                    return quotes == MORE ? MORE : quotes != Quotes.NONE ? CLOSES : CONTENT;
                }
                return literalFollows(q);
            }
        }
    }

    private int literalFollows(int q) {
        if (!Characters.isLetter(ahead.in[q])) {
            return CONTENT;
        }
        int e = ahead.skipWord(q);
        return e >= ahead.end && ahead.mayGrow() ? MORE : ahead.literal(q, e) ? CLOSES : CONTENT;
    }

    private int valueEnds(int p, int q, boolean odd) {
        byte b = ahead.in[q];
        switch (b) {
            case ',', ';' -> {
                return afterComma(q + 1, odd);
            }
            case (byte) 0xEF -> {
                int comma = ahead.startsWith(q, LookAhead.FULL_WIDTH_COMMA);
                return comma == LookAhead.YES ? afterComma(q + 3, odd) : comma;
            }
            case '}', ']', ')' -> {
                return stack.awaits(b) ? afterCloser(q) : stack.depth() == 0 ? CLOSES : CONTENT;
            }
            case '+' -> {
                return afterPlus(q + 1);
            }
            case '"', '\'', '`' -> {
                return beforeQuote(p, q, odd);
            }
            case '/' -> {
                return ahead.commentAt(q);
            }
            case '#' -> {
                return q > p ? noQuoteInLine(q) : CONTENT;
            }
            case ':' -> {
                return stack.top() == ContainerStack.ARRAY ? CLOSES : CONTENT;
            }
            case '{', '[' -> {
                return q > p && !odd && !stack.inObject() ? CLOSES : ahead.newline ? CLOSES : CONTENT;
            }
            default -> {
                return ahead.newline || stack.depth() == 0 ? afterNewline(q) : CONTENT;
            }
        }
    }

    /** What follows a comma tells whether the comma separates elements or words. */
    private int afterComma(int r, boolean odd) {
        int s = ahead.skipSpace(r);
        if (s >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte b = ahead.in[s];
        switch (b) {
            case '"', '\'', '`' -> {
                return stack.inObject() ? keyAfterComma(s, odd) : elementAfterComma(s, odd);
            }
            case '}', ']', ')', ',' -> {
                return CLOSES;
            }
            case '&' -> {
                return ahead.startsWith(s, Quotes.HTML_QUOTE);
            }
            case '/', '#' -> {
                return ahead.commentAt(s);
            }
            case '.' -> {
                return ahead.startsWith(s, "..");
            }
            case '{', '[', '(' -> {
                return stack.inObject() && odd ? CONTENT : CLOSES;
            }
            default -> {
                return stack.inObject() ? bareKeyFollows(s) : bareElementFollows(s, odd);
            }
        }
    }

    private int bareKeyFollows(int s) {
        int e = ahead.skipWord(s);
        if (e == s && ahead.in[s] != '-') {
            return CONTENT;
        }
        int t = ahead.skipBlank(e);
        if (t >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        if (ahead.in[t] == '=') {
            return CLOSES;
        }
        if (ahead.in[t] != ':') {
            return CONTENT;
        }
        int url = ahead.startsWith(t, "://");
        return url == MORE ? MORE : url == LookAhead.YES ? CONTENT : CLOSES;
    }

    private int bareElementFollows(int s, boolean odd) {
        int e = ahead.skipWord(ahead.in[s] == '+' ? s + 1 : s);
        if (e >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte first = ahead.in[s];
        boolean number = Characters.isDigit(first) || first == '-' || ahead.literal(s, e);
        byte n = ahead.in[t];
        if (n == ',' || n == ']' || n == '}' || n == ')') {
            return number || !odd ? CLOSES : CONTENT;
        }
        return number && (ahead.newline || n == '/' || n == '#') ? CLOSES : CONTENT;
    }

    private int keyAfterComma(int s, boolean odd) {
        ahead.colon = false;
        int e = ahead.skipString(s);
        if (e < 0) {
            return ahead.colon || !odd ? CLOSES : CONTENT;
        }
        boolean colonInside = ahead.colon;
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte n = ahead.in[t];
        switch (n) {
            case ':', '=', '{', '[', '-' -> {
                return CLOSES;
            }
            case ',', '}', '"' -> {
                return odd ? CONTENT : CLOSES;
            }
            case '/', '#' -> {
                return ahead.commentAt(t);
            }
            default -> {
                if (Characters.isDigit(n) || (n & 0xFF) == 0xEF || (colonInside && !odd)) {
                    return CLOSES;
                }
                return literalFollows(t);
            }
        }
    }

    private int elementAfterComma(int s, boolean odd) {
        int e = ahead.skipString(s);
        if (e < 0) {
            return odd ? CONTENT : CLOSES;
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte n = ahead.in[t];
        switch (n) {
            case ',', ']', ')', '}', ';', ':', '+' -> {
                return CLOSES;
            }
            case '"', '\'' -> {
                return odd ? CONTENT : CLOSES;
            }
            case '/', '#' -> {
                return ahead.commentAt(t);
            }
            default -> {
                return ahead.newline || (!odd && (Characters.isDigit(n) || n == '{' || n == '[')) ? CLOSES : CONTENT;
            }
        }
    }

    private int afterCloser(int q) {
        ahead.newline = false;
        int r = ahead.skipSpace(q + 1);
        if (r >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte n = ahead.in[r];
        switch (n) {
            case ',', '}', ']', ')', ';', '`' -> {
                return CLOSES;
            }
            case '/', '#' -> {
                return ahead.newline ? CLOSES : ahead.commentAt(r);
            }
            case '{', '[' -> {
                return CLOSES;
            }
            default -> {
                return ahead.newline || r > q + 1 ? CLOSES : CONTENT;
            }
        }
    }

    private int afterPlus(int r) {
        int s = ahead.skipSpace(r);
        if (s >= ahead.end) {
            return ahead.atEdge(CONTENT);
        }
        return ahead.in[s] == '"' || ahead.in[s] == '\'' ? JOINS : CONTENT;
    }

    /** Another quote follows: the comma between two elements may be missing. */
    private int beforeQuote(int p, int q, boolean odd) {
        if (ahead.in[q] == '`' && ahead.newline) {
            return CLOSES;
        }
        if (stack.depth() == 0) {
            return ahead.newline ? CLOSES : CONTENT;
        }
        boolean newline = ahead.newline;
        if (stack.inObject()) {
            int key = ahead.keyAt(q);
            return key != LookAhead.YES ? key : newline || !odd ? CLOSES : CONTENT;
        }
        if (odd && !newline) {
            return CONTENT;
        }
        int e = ahead.skipString(q);
        if (e >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        if (e <= q + 2) {
            return CONTENT;
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(CLOSES);
        }
        byte n = ahead.in[t];
        boolean element = n == ',' || n == ']' || n == '{' || n == '[' || n == '"' || Characters.isDigit(n);
        return element && (newline || q > p || Characters.isWord(ahead.in[q + 1])) ? CLOSES : CONTENT;
    }

    private int afterNewline(int q) {
        if (stack.depth() == 0) {
            return ahead.newline ? CLOSES : CONTENT;
        }
        if (stack.inObject()) {
            return bareKeyFollows(q);
        }
        return Characters.isDigit(ahead.in[q]) || ahead.in[q] == '-' ? CLOSES : literalFollows(q);
    }

    private int noQuoteInLine(int q) {
        int i = q;
        while (i < ahead.end && ahead.in[i] != '\n' && !Characters.isAsciiQuote(ahead.in[i])) {
            i++;
        }
        ahead.passed(i - q);
        return i >= ahead.end ? ahead.atEdge(CLOSES) : ahead.in[i] == '\n' ? CLOSES : CONTENT;
    }
}

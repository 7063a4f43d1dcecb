package dev.weir.json;

/**
 * A bounded view of the bytes after a position, from which doubtful cases are decided.
 *
 * <p>Every decision reads forward only and stops at the first byte that settles it. So an answer never changes when more
 * bytes arrive, which makes it independent of how the text was cut; it is {@link #MORE} only while the view is neither
 * full nor at the end of the text.
 *
 * <p>Doubtful places may follow each other byte after byte, each with a view of its own. So that the work stays linear with
 * a wide view too, the bytes that were read at places where text turned out not to be sound are counted, and once they are
 * many more than the text has, views are narrow. What valid text takes to read is not counted: how it is read depends on
 * how it was cut.
 */
final class LookAhead {

    static final int MORE = -1;
    static final int NO = 0;
    static final int YES = 1;

    /** The UTF-8 bytes of the full-width comma, one a character. */
    static final String FULL_WIDTH_COMMA = "\u00ef\u00bc\u008c";
    /** The UTF-8 bytes of the full-width colon, one a character. */
    static final String FULL_WIDTH_COLON = "\u00ef\u00bc\u009a";

    /** How far one looks in any case. */
    static final int NARROW_BYTES = 64;
    /** How many wide views are free, and how many bytes one may read for a byte of text besides. */
    private static final int FREE_VIEWS = 16;

    private static final int FREE_READS = 8;

    private final int limit;
    private int width;
    private long read;
    private long readBefore;
    private long spent;
    private int from;
    private int to;
    private boolean last;

    byte[] in = {};
    /** Where the view ends. */
    int end;
    /** Whether {@link #skipSpace} passed a line's end. */
    boolean newline;
    /** Whether {@link #skipString} passed a colon. */
    boolean colon;
    /** Whether a string was passed since {@link #grant} that valid JSON does not have. */
    boolean unsound;

    LookAhead(int limit) {
        this.limit = limit;
        this.width = limit;
    }

    /** How many bytes a view has at most. */
    int limit() {
        return limit;
    }

    /** Narrows the views from the place at this offset of the text on, if much has been read in vain before it. */
    void grant(long offset) {
        long left = (long) FREE_VIEWS * limit + FREE_READS * offset - spent;
        width = (int) Math.min(limit, Math.max(NARROW_BYTES, left));
        readBefore = read;
        unsound = false;
    }

    /** Counts what has been read since {@link #grant} as read in vain. */
    void charge() {
        spent += read - readBefore;
    }

    /** Views are wide again. */
    void grantAll() {
        width = limit;
    }

    /** How many bytes were read in vain, for the state. */
    long spent() {
        return spent;
    }

    /** How many bytes were read at all, again with every piece too, for tests. */
    long read() {
        return read;
    }

    void restoreSpent(long bytes) {
        spent = bytes;
    }

    /** Counts bytes that a look-ahead passed by itself. */
    void passed(int bytes) {
        read += bytes;
    }

    /** Takes the bytes at hand. */
    void over(byte[] bytes, int upTo, boolean isLast) {
        in = bytes;
        to = upTo;
        last = isLast;
    }

    /** Begins a view at {@code p}. */
    void open(int p) {
        from = p;
        end = Math.min(to, p + width);
        newline = false;
        colon = false;
    }

    /** Whether more bytes may still come into the view. */
    boolean mayGrow() {
        return !last && end - from < width;
    }

    /** Whether the text ends where the view ends. */
    boolean endsText() {
        return last && end == to;
    }

    /** The given answer at the end of the view, if it cannot grow any more. */
    int atEdge(int answer) {
        return mayGrow() ? MORE : answer;
    }

    /** The first byte at or after {@code p} that is no white space, or {@link #end}. */
    int skipSpace(int p) {
        int begin = p;
        while (p < end && Characters.isSpace(in[p])) {
            newline |= in[p] == '\n';
            p++;
        }
        read += p - begin;
        return p;
    }

    /** The first byte at or after {@code p} that is neither blank nor tab, or {@link #end}. */
    int skipBlank(int p) {
        int begin = p;
        while (p < end && (in[p] == ' ' || in[p] == '\t' || in[p] == '\r')) {
            p++;
        }
        read += p - begin;
        return p;
    }

    /** The first byte at or after {@code p} that is not part of an identifier or a number, or {@link #end}. */
    int skipWord(int p) {
        int begin = p;
        while (p < end && (Characters.isWord(in[p]) || in[p] == '-' || in[p] == '.' || isExponentSign(begin, p))) {
            p++;
        }
        read += p - begin;
        return p;
    }

    private boolean isExponentSign(int begin, int p) {
        return in[p] == '+' && p > begin && (in[p - 1] | 0x20) == 'e';
    }

    /**
     * Passes a string whose quote is at {@code p}.
     *
     * @return the byte after its closing quote; {@link #end} if the view ends first; -1 if the line ends first
     */
    int skipString(int p) {
        byte quote = in[p];
        unsound |= quote != '"';
        for (int i = p + 1; i < end; i++) {
            byte b = in[i];
            if (b == quote && !(quote == '\'' && i + 1 < end && Characters.isWord(in[i + 1]))) {
                read += i - p;
                return i + 1;
            } else if (b == '\\') {
                i++;
            } else if (b == ':') {
                colon = true;
            } else if (b == '\n') {
                read += i - p;
                return -1;
            }
        }
        read += end - p;
        return end;
    }

    /** Whether the word is at {@code p}: {@link #MORE} if the view ends within it. */
    int startsWith(int p, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (p + i >= end) {
                return atEdge(NO);
            }
            if ((in[p + i] & 0xFF) != word.charAt(i)) {
                return NO;
            }
        }
        return YES;
    }

    /** Whether a quoted or bare key with its colon is at {@code p}. */
    int keyAt(int p) {
        if (p >= end) {
            return atEdge(NO);
        }
        int after;
        if (Characters.isAsciiQuote(in[p])) {
            if (p + 1 < end && !Characters.isWord(in[p + 1])) {
                return NO;
            }
            after = skipString(p);
            if (after < 0) {
                return NO;
            }
        } else if (Characters.isLetter(in[p])) {
            after = skipWord(p);
        } else {
            return NO;
        }
        after = skipBlank(after);
        if (after >= end) {
            return atEdge(NO);
        }
        if (in[after] != ':') {
            return startsWith(after, FULL_WIDTH_COLON);
        }
        // The colon of a URL is no key's colon.
        return startsWith(after, "://") == NO ? YES : startsWith(after, "://") == MORE ? MORE : NO;
    }

    /** Whether an identifier in quotes with its colon is at {@code p}; anything else is told apart at its first byte. */
    int plainKeyAt(int p) {
        open(p);
        byte quote = in[p];
        int e = p + 1;
        while (e < end && (Characters.isWord(in[e]) || in[e] == '-')) {
            e++;
        }
        if (e >= end) {
            return atEdge(NO);
        }
        if (in[e] != quote || e == p + 1) {
            return NO;
        }
        int q = skipBlank(e + 1);
        return q >= end ? atEdge(NO) : in[q] == ':' ? YES : NO;
    }

    /** Whether a comment begins at {@code p}. */
    int commentAt(int p) {
        if (in[p] == '#') {
            return YES;
        }
        if (in[p] != '/') {
            return NO;
        }
        if (p + 1 >= end) {
            return atEdge(NO);
        }
        return in[p + 1] == '/' || in[p + 1] == '*' ? YES : NO;
    }

    /** Whether the bytes from {@code from} to {@code until} are a literal of JSON or of Python. */
    boolean literal(int begin, int until) {
        return Literal.of(in, begin, until - begin, false) != null;
    }
}

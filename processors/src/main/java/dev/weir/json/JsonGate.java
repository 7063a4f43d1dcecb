package dev.weir.json;

/**
 * Tells JSON from prose by the first bytes that are no white space: a container whose inside looks like JSON, or a code
 * fence around one.
 */
final class JsonGate {

    /** How far the gate looks; a text that is undecided then is JSON only if nothing spoke against it. */
    static final int LOOK_AHEAD_BYTES = 256;

    static final int MORE = LookAhead.MORE;
    static final int PROSE = 0;
    static final int JSON = 1;
    static final int FENCE = 2;
    /** Members of an object without its opening brace. */
    static final int MEMBERS = 3;
    /** A container whose quotes are escaped. */
    static final int ESCAPED = 4;
    /** Elements of an array without its brackets. */
    static final int LIST = 5;
    /** No JSON at all, up to the end. */
    static final int TEXT = 6;
    /** A string that holds a container. */
    static final int STRINGIFIED = 7;

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final LookAhead ahead = new LookAhead(LOOK_AHEAD_BYTES);
    private final boolean expectsJson;

    /** Where the JSON begins, after a byte order mark or a fence. */
    int begin;

    /**
     * @param expectsJson whether the text has JSON somewhere, so that little speaks for a container that may be prose
     */
    JsonGate(boolean expectsJson) {
        this.expectsJson = expectsJson;
    }

    /** The view from which the last verdict was reached. */
    LookAhead view() {
        return ahead;
    }

    /** Takes the bytes at hand. */
    void over(byte[] bytes, int to, boolean last) {
        ahead.over(bytes, to, last);
    }

    /** Whether the word is at {@code p}. */
    int startsWith(int p, String word) {
        ahead.open(p);
        return ahead.startsWith(p, word);
    }

    /** Judges text in which JSON may or may not be: {@link #PROSE}, {@link #JSON}, {@link #FENCE} or {@link #MORE}. */
    int judge(int p) {
        ahead.open(p);
        begin = p;
        if (ahead.in[p] == (byte) 0xEF) {
            int mark = ahead.startsWith(p, BYTE_ORDER_MARK);
            if (mark != LookAhead.YES) {
                return mark;
            }
            begin = ahead.skipSpace(p + 3);
            if (begin >= ahead.end) {
                return ahead.atEdge(PROSE);
            }
        }
        byte b = ahead.in[begin];
        return b == '`' ? fenceAt(begin) : b == '{' || b == '[' ? containerAt(begin) : PROSE;
    }

    /** Judges text that must be JSON at its first byte: also scalars and members without their brace. */
    int judgeStart(int p) {
        int verdict = judge(p);
        if (verdict != PROSE) {
            return verdict;
        }
        int s = begin;
        if (s >= ahead.end) {
            return PROSE;
        }
        byte b = ahead.in[s];
        if (b == '{' || b == '[') {
            return JSON;
        }
        if (b == '"') {
            int key = ahead.keyAt(s);
            if (key != LookAhead.NO) {
                return key == MORE ? MORE : MEMBERS;
            }
        }
        if (b == '"' || b == '\'') {
            int e = ahead.skipString(s);
            int q = e < 0 ? e : ahead.skipSpace(e);
            return q < 0 ? PROSE : q >= ahead.end ? ahead.atEdge(JSON) : ahead.newline ? JSON : PROSE;
        }
        int e = s;
        while (e < ahead.end && !Characters.isSpace(ahead.in[e])) {
            e++;
        }
        if (e >= ahead.end && ahead.mayGrow()) {
            return MORE;
        }
        boolean cut = e >= ahead.end && ahead.endsText();
        if (Numbers.judge(ahead.in, s, e, cut) == Numbers.NONE && Literal.of(ahead.in, s, e - s, cut) == null) {
            return PROSE;
        }
        int q = ahead.skipSpace(e);
        return q >= ahead.end ? ahead.atEdge(JSON) : ahead.newline ? JSON : PROSE;
    }

    private int fenceAt(int p) {
        int fence = ahead.startsWith(p, "```");
        if (fence != LookAhead.YES) {
            return fence;
        }
        int word = p + 3;
        int e = ahead.skipWord(word);
        int q = ahead.skipBlank(e);
        if (q >= ahead.end) {
            return ahead.atEdge(PROSE);
        }
        if (ahead.in[q] != '\n' || !isLanguage(word, e - word)) {
            return PROSE;
        }
        begin = ahead.skipSpace(q);
        if (begin >= ahead.end) {
            return ahead.atEdge(PROSE);
        }
        byte b = ahead.in[begin];
        int body = b == '{' || b == '[' ? containerAt(begin) : PROSE;
        return body == JSON ? FENCE : body;
    }

    private boolean isLanguage(int p, int length) {
        if (length == 0) {
            return true;
        }
        boolean json = length >= 4;
        for (int i = 0; json && i < 4; i++) {
            json = (ahead.in[p + i] | 0x20) == "json".charAt(i);
        }
        return json && length <= 5;
    }

    /** Looks into a container; nested openers are passed in a loop. */
    private int containerAt(int p) {
        while (true) {
            byte opener = ahead.in[p];
            int q = ahead.skipSpace(p + 1);
            if (q >= ahead.end) {
                return ahead.atEdge(JSON);
            }
            byte b = ahead.in[q];
            if (b == '"' || b == '\'' || (b == (byte) 0xE2 && isCurly(q))) {
                return JSON;
            }
            if (b == '/') {
                return ahead.commentAt(q);
            }
            if (b == '&') {
                return ahead.startsWith(q, Quotes.HTML_QUOTE);
            }
            if (b == '\\') {
                return escapedAt(q);
            }
            if (opener == '{') {
                return b == '{' ? nestedObjectAt(q) : insideObject(q);
            }
            if (b != '{' && b != '[') {
                return b == ']' ? emptyEnds(q + 1) : scalarsAt(q);
            }
            p = q;
        }
    }

    /** Escaped line ends and blanks, and then an escaped quote or another container. */
    private int escapedAt(int p) {
        int q = p;
        while (q < ahead.end) {
            byte b = ahead.in[q];
            if (b == '{' || b == '[' || b == '"' || Characters.isDigit(b)) {
                return ESCAPED;
            }
            if (b == '\\' && q + 1 < ahead.end) {
                byte n = ahead.in[q + 1];
                if (n != '"' && n != 'n' && n != 'r' && n != 't' && n != '\\') {
                    return PROSE;
                }
                q += n == '"' || n == '\\' ? 1 : 2;
            } else if (b == ' ' || b == '\\') {
                q++;
            } else {
                return PROSE;
            }
        }
        return ahead.atEdge(PROSE);
    }

    private boolean isCurly(int q) {
        return q + 2 < ahead.end
                && ahead.in[q + 1] == (byte) 0x80
                && (ahead.in[q + 2] == (byte) 0x9C || ahead.in[q + 2] == (byte) 0x98);
    }

    /** Templates have doubled braces too, but no quote after them. */
    private int nestedObjectAt(int p) {
        int q = ahead.skipSpace(p + 1);
        return q >= ahead.end ? ahead.atEdge(PROSE) : ahead.in[q] == '"' || ahead.in[q] == '\'' ? JSON : PROSE;
    }

    private int insideObject(int q) {
        byte b = ahead.in[q];
        if (b == '}') {
            return emptyEnds(q + 1);
        }
        if (b == ',') {
            int s = ahead.skipSpace(q + 1);
            return s >= ahead.end ? ahead.atEdge(PROSE) : ahead.in[s] == '"' ? JSON : PROSE;
        }
        if (!Characters.isWord(b)) {
            return PROSE;
        }
        int e = ahead.skipWord(q);
        int t = ahead.skipBlank(e);
        if (t >= ahead.end) {
            return ahead.atEdge(PROSE);
        }
        if (ahead.in[t] == ':') {
            int url = ahead.startsWith(t, "://");
            return url == MORE ? MORE : url == LookAhead.YES ? PROSE : JSON;
        }
        boolean number = Numbers.judge(ahead.in, q, e, false) != Numbers.NONE;
        return number && ahead.in[t] == ',' ? JSON : PROSE;
    }

    /** An empty container is JSON if nothing but white space or another container follows. */
    private int emptyEnds(int p) {
        int q = ahead.skipSpace(p);
        if (q >= ahead.end) {
            return ahead.atEdge(JSON);
        }
        byte b = ahead.in[q];
        if (expectsJson && (ahead.newline || b == ';' || b == ')')) {
            return JSON;
        }
        boolean closes = b == ']' || b == '}' || b == ',';
        return (closes && !ahead.newline) || b == '{' || ((b == '[' || b == '`') && ahead.newline) ? JSON : PROSE;
    }

    /** Numbers in brackets are citations as often as arrays: the whole array has to be alone. */
    private int scalarsAt(int p) {
        int q = p;
        while (true) {
            int e = ahead.skipWord(q < ahead.end && (ahead.in[q] == '+') ? q + 1 : q);
            while (e < ahead.end && ahead.in[e] == '+') {
                e = ahead.skipWord(e + 1);
            }
            if (e >= ahead.end) {
                if (ahead.mayGrow()) {
                    return MORE;
                }
                boolean cut = ahead.endsText();
                return !cut || isScalar(q, e, true) ? JSON : PROSE;
            }
            if (!isScalar(q, e, false)) {
                return PROSE;
            }
            int t = ahead.skipSpace(e);
            if (t >= ahead.end) {
                return ahead.atEdge(JSON);
            }
            if (ahead.in[t] == ']') {
                ahead.newline = false;
                return emptyEnds(t + 1);
            }
            if (ahead.in[t] != ',') {
                return PROSE;
            }
            q = ahead.skipSpace(t + 1);
            if (q >= ahead.end) {
                return ahead.atEdge(JSON);
            }
            byte b = ahead.in[q];
            if (b == '"' || b == '\'' || b == '{' || b == '[') {
                return JSON;
            }
            if (b == '&') {
                return ahead.startsWith(q, Quotes.HTML_QUOTE);
            }
            if (b == '\\') {
                return escapedAt(q);
            }
            if (b == ']') {
                return emptyEnds(q + 1);
            }
        }
    }

    private boolean isScalar(int from, int to, boolean cut) {
        return Numbers.judge(ahead.in, from, to, cut) != Numbers.NONE
                || Literal.of(ahead.in, from, to - from, cut) != null
                || (cut && to == from + 1 && ahead.in[from] == '-');
    }
}

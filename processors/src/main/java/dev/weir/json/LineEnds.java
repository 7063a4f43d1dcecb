package dev.weir.json;

/** Finds where a string ought to have ended when its closing quote is missing. */
final class LineEnds {

    private final LookAhead ahead;
    private final ContainerStack stack;
    /** Whether the key's own quote may stand behind the view. */
    private boolean beyondView;

    LineEnds(LookAhead ahead, ContainerStack stack) {
        this.ahead = ahead;
        this.stack = stack;
    }

    /**
     * Whether a value ends at the raw line's end at {@code p}: the next line begins with a key, with an element, or with
     * nothing but closers to the end. Otherwise the line's end belongs to the text.
     */
    int valueEndsAt(int p, boolean fenced) {
        ahead.open(p);
        int q = ahead.skipSpace(p);
        if (q >= ahead.end || stack.depth() == 0) {
            return q >= ahead.end ? ahead.atEdge(LookAhead.NO) : LookAhead.NO;
        }
        switch (ahead.in[q]) {
            case '`' -> {
                return fenced ? ahead.startsWith(q, "```") : LookAhead.NO;
            }
            case '"' -> {
                return stack.inObject() ? ahead.keyAt(q) : elementAt(q);
            }
            case '}', ']', ')' -> {
                return closersAt(q);
            }
            default -> {
                return LookAhead.NO;
            }
        }
    }

    private int elementAt(int q) {
        int e = ahead.skipString(q);
        if (e < 0) {
            return LookAhead.NO;
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        if (ahead.in[t] == ']') {
            return LookAhead.YES;
        }
        if (ahead.in[t] != ',') {
            return LookAhead.NO;
        }
        int s = ahead.skipSpace(t + 1);
        if (s >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        byte n = ahead.in[s];
        return n == '"' || n == '{' || n == '[' || n == ']' || Characters.isDigit(n) ? LookAhead.YES : LookAhead.NO;
    }

    /** Code in a string has closers too, so more than one of them has to be seen. */
    private int closersAt(int q) {
        int p = q;
        while (p < ahead.end && (ahead.in[p] == '}' || ahead.in[p] == ']' || ahead.in[p] == ')')) {
            if (!stack.awaits(ahead.in[p])) {
                return LookAhead.NO;
            }
            p = ahead.skipSpace(p + 1);
        }
        ahead.passed(p - q);
        if (p >= ahead.end) {
            return ahead.atEdge(ahead.endsText() ? LookAhead.YES : LookAhead.NO);
        }
        if (ahead.in[p] == '`') {
            return ahead.startsWith(p, "```");
        }
        if (ahead.in[p] != ',') {
            return LookAhead.NO;
        }
        int s = ahead.skipSpace(p + 1);
        if (s >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        return ahead.in[s] == '{' ? LookAhead.YES : ahead.in[s] == '"' ? ahead.keyAt(s) : LookAhead.NO;
    }

    /**
     * Whether a key ends at the colon at {@code p} because its closing quote is missing: the next quote opens a string,
     * or there is none before the line or the document ends. A colon inside a key has the key's own quote after it.
     *
     * @param known whether what stands before the colon is a key that is expected here
     */
    int keyEndsAt(int p, boolean known) {
        ahead.open(p);
        beyondView = false;
        int own = closedAsItStands(p + 1);
        if (own != LookAhead.NO) {
            return own == LookAhead.YES ? LookAhead.NO : own;
        }
        if (known && !beyondView) {
            return LookAhead.YES;
        }
        int value = valueBehindColon(p + 1);
        if (value != LookAhead.NO) {
            return value;
        }
        boolean closer = false;
        for (int i = p + 1; i < ahead.end; i++) {
            byte b = ahead.in[i];
            if (b == '\\') {
                closer = false;
                i++;
            } else if (b == '\n') {
                return LookAhead.YES;
            } else if (b == '"') {
                return i + 1 >= ahead.end
                        ? ahead.atEdge(LookAhead.NO)
                        : Characters.isWord(ahead.in[i + 1]) ? LookAhead.YES : LookAhead.NO;
            } else if (!Characters.isSpace(b)) {
                closer = b == '}';
            }
        }
        return ahead.atEdge(closer && ahead.endsText() ? LookAhead.YES : LookAhead.NO);
    }

    /** Whether the next quote has a colon behind it, so that the key is as good as any. */
    private int closedAsItStands(int p) {
        int i = p;
        while (i < ahead.end && ahead.in[i] != '"' && ahead.in[i] != '\n') {
            i += ahead.in[i] == '\\' ? 2 : 1;
        }
        ahead.passed(2 * (i - p));
        if (i >= ahead.end) {
            beyondView = !ahead.endsText();
            return ahead.atEdge(LookAhead.NO);
        }
        if (ahead.in[i] == '\n') {
            return LookAhead.NO;
        }
        int q = ahead.skipSpace(i + 1);
        return q >= ahead.end ? ahead.atEdge(LookAhead.YES) : ahead.in[q] == ':' ? LookAhead.YES : LookAhead.NO;
    }

    /** Whether a container, or a string that is followed by structure, begins behind the colon. */
    private int valueBehindColon(int p) {
        int q = ahead.skipBlank(p);
        if (q >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        byte b = ahead.in[q];
        if (b == '{' || b == '[') {
            int s = ahead.skipSpace(q + 1);
            byte n = s >= ahead.end ? 0 : ahead.in[s];
            boolean begins = n == '"' || n == '{' || n == '[' || (n == (b == '{' ? '}' : ']'));
            return s >= ahead.end ? ahead.atEdge(LookAhead.NO) : begins ? LookAhead.YES : LookAhead.NO;
        }
        if (b != '"') {
            return LookAhead.NO;
        }
        int e = ahead.skipString(q);
        if (e < 0) {
            return LookAhead.NO;
        }
        int t = ahead.skipSpace(e);
        if (t >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        return ahead.in[t] == ',' || ahead.in[t] == '}' ? LookAhead.YES : LookAhead.NO;
    }
}

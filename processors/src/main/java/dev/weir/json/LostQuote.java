package dev.weir.json;

/**
 * Finds where a string ended whose closing quote is missing, once the quote of another string shows up in it: before the
 * structure between the two, say the comma of {@code "Oslo, "age": 3}.
 */
final class LostQuote {

    /** How much structure between two strings is looked back over, in bytes. */
    private static final int LIMIT_BYTES = 32;

    private final LookAhead ahead;
    private final ContainerStack stack;
    /** What the closers that were passed last leave open. */
    private byte top;

    LostQuote(LookAhead ahead, ContainerStack stack) {
        this.ahead = ahead;
        this.stack = stack;
    }

    /** Where the structure begins that the bytes before {@code p} end with, a comma or a closer first; {@code p} if none. */
    static int structure(byte[] in, int from, int p) {
        int least = Math.max(from, p - LIMIT_BYTES);
        int begin = p;
        for (int i = p - 1; i >= least; i--) {
            switch (in[i]) {
                case ',', '}', ']' -> begin = i;
                case ' ', '\t', '{', '[' -> {}
                default -> {
                    return begin;
                }
            }
        }
        return begin;
    }

    /** Whether the structure closes all containers there are. */
    boolean closesAll(byte[] in, int from, int to) {
        int level = 0;
        for (int i = from; i < to; i++) {
            if (in[i] == ',' || in[i] == '{' || in[i] == '[') {
                return false;
            }
            if (in[i] == '}' || in[i] == ']') {
                if (level == stack.depth() || ContainerStack.closerOf(stack.kind(level)) != in[i]) {
                    return false;
                }
                level++;
            }
        }
        return level > 0 && level == stack.depth();
    }

    /** Whether closers that are right and at most one comma are between {@code from} and a line's end at {@code to}. */
    boolean endsLine(byte[] in, int from, int to) {
        int i = afterClosers(in, from, to);
        return i >= 0 && (i == to || (in[i] == ',' && blank(in, i + 1, to) == to));
    }

    /** Whether the structure before the quote at {@code p} separates two values, and the quote begins the second. */
    int separates(byte[] in, int from, int p) {
        int i = afterClosers(in, from, p);
        if (i < 0 || i == p || in[i] != ',') {
            return LookAhead.NO;
        }
        byte inner = top;
        for (i = blank(in, i + 1, p); i < p; i = blank(in, i + 1, p)) {
            if (inner != ContainerStack.ARRAY || in[i] == ',') {
                return LookAhead.NO;
            }
            inner = in[i] == '{' ? ContainerStack.OBJECT : ContainerStack.ARRAY;
        }
        ahead.open(p);
        return ContainerStack.isObject(inner)
                ? ahead.keyAt(p)
                : inner == ContainerStack.ARRAY ? elementAt(p) : LookAhead.NO;
    }

    /** The byte after closers that match what is open, -1 if one does not. */
    private int afterClosers(byte[] in, int from, int to) {
        int level = 0;
        int i = from;
        while (i < to && (in[i] == '}' || in[i] == ']')) {
            if (level == stack.depth() || ContainerStack.closerOf(stack.kind(level)) != in[i]) {
                return -1;
            }
            level++;
            i = blank(in, i + 1, to);
        }
        top = level == stack.depth() ? ContainerStack.NONE : stack.kind(level);
        return i;
    }

    private static int blank(byte[] in, int from, int to) {
        int i = from;
        while (i < to && (in[i] == ' ' || in[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** An element is a string with a closer behind it, or a comma and something that is no word. */
    private int elementAt(int p) {
        int e = ahead.skipString(p);
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
        int s = ahead.in[t] == ',' ? ahead.skipSpace(t + 1) : t;
        if (s >= ahead.end) {
            return ahead.atEdge(LookAhead.NO);
        }
        byte n = ahead.in[s];
        if (s == t) {
            return LookAhead.NO;
        }
        if (n == '"' || n == '{' || n == '[' || n == '-' || Characters.isDigit(n)) {
            return LookAhead.YES;
        }
        int w = ahead.skipWord(s);
        return w >= ahead.end ? ahead.atEdge(LookAhead.NO) : ahead.literal(s, w) ? LookAhead.YES : LookAhead.NO;
    }
}

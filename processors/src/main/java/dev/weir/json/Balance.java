package dev.weir.json;

/**
 * Weighs what a closer that does not match may be, by what comes after it: closers that should match what is then open,
 * and behind a comma a key in an object or an element in an array.
 */
final class Balance {

    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int EXTRA = 2;
    static final int MISSING = 3;

    private static final int MAX_CLOSERS = 32;
    /** How many missing closers in a row are thought of. */
    private static final int MAX_MISSING = 64;

    private static final int END = 0;
    private static final int KEY = 1;
    private static final int ELEMENT = 2;
    private static final int UNKNOWN = 3;

    private final LookAhead ahead;
    private final ContainerStack stack;
    private final byte[] closers = new byte[MAX_CLOSERS];
    private int count;
    private int what;

    Balance(LookAhead ahead, ContainerStack stack) {
        this.ahead = ahead;
        this.stack = stack;
    }

    /**
     * Judges a closer at {@code p}.
     *
     * @param before the closer before it, 0 if there is none: of two alike the second is rather one too many
     * @return {@link #RIGHT}, {@link #WRONG}, {@link #EXTRA}, {@link #MISSING} or {@link LookAhead#MORE}
     */
    int judge(int p, byte b, byte before) {
        if (ContainerStack.closerOf(stack.top()) == b) {
            return RIGHT;
        }
        if (!read(p + 1)) {
            return LookAhead.MORE;
        }
        int wrong = 1 + penalty(1);
        int extra = 1 + penalty(0);
        int level = matching(b);
        int missing = level < 0 ? Integer.MAX_VALUE : level + penalty(level + 1);
        if (missing < wrong && (missing < extra || (missing == extra && before != b))) {
            return MISSING;
        }
        return wrong <= extra ? WRONG : EXTRA;
    }

    /** Whether what comes after a closer that matches speaks for its being one too many. */
    int isExtra(int p) {
        if (!read(p + 1)) {
            return LookAhead.MORE;
        }
        return penalty(1) > 1 + penalty(0) ? LookAhead.YES : LookAhead.NO;
    }

    /** The innermost container that the closer ends, -1 if none does or too many are within it. */
    private int matching(byte closer) {
        if (!stack.awaits(closer)) {
            return -1;
        }
        int levels = Math.min(stack.depth(), MAX_MISSING);
        for (int level = 0; level < levels; level++) {
            if (ContainerStack.closerOf(stack.kind(level)) == closer) {
                return level;
            }
        }
        return -1;
    }

    /** Reads the closers that follow, and what is behind them; false if more bytes may tell. */
    private boolean read(int p) {
        ahead.open(p);
        count = 0;
        int q = ahead.skipSpace(p);
        while (q < ahead.end && count < MAX_CLOSERS && isCloser(ahead.in[q])) {
            closers[count++] = ahead.in[q];
            q = ahead.skipSpace(q + 1);
        }
        if (q >= ahead.end) {
            what = ahead.endsText() ? END : UNKNOWN;
            return !ahead.mayGrow();
        }
        byte b = ahead.in[q];
        int s = b == ',' || b == ';' ? ahead.skipSpace(q + 1) : q;
        if (s >= ahead.end) {
            what = UNKNOWN;
            return !ahead.mayGrow();
        }
        int key = ahead.keyAt(s);
        byte n = ahead.in[s];
        boolean element = s > q || n == '"' || n == '{' || n == '[';
        what = key == LookAhead.YES ? KEY : element ? ELEMENT : END;
        return key != LookAhead.MORE;
    }

    private static boolean isCloser(byte b) {
        return b == '}' || b == ']' || b == ')';
    }

    /** How badly what follows fits when so many of the innermost containers have ended. */
    private int penalty(int ended) {
        int level = ended;
        int penalty = 0;
        for (int i = 0; i < count; i++) {
            if (level < stack.depth() && ContainerStack.closerOf(stack.kind(level)) == closers[i]) {
                level++;
            } else {
                penalty++;
            }
        }
        boolean open = level < stack.depth();
        boolean object = open && ContainerStack.isObject(stack.kind(level));
        return penalty
                + switch (what) {
                    case END -> stack.depth() - level;
                    case KEY -> !open ? 2 : object ? 0 : 1;
                    case ELEMENT -> !open ? 2 : object ? 1 : 0;
                    default -> 0;
                };
    }
}

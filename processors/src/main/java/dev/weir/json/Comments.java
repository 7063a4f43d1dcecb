package dev.weir.json;

/** Drops comments and ellipses, which may be longer than any look-ahead. */
final class Comments {

    static final int NONE = 0;
    static final int LINE = 1;
    static final int BLOCK = 2;
    /** Not a comment, but dropped like one: the dots behind the first two. */
    static final int DOTS = 3;

    private Comments() {}

    /** Where a comment of the kind ends, {@code to} if not before; a line's comment leaves the line's end. */
    static int end(byte[] in, int p, int to, int kind) {
        if (kind == DOTS) {
            int dots = p;
            while (dots < to && in[dots] == '.') {
                dots++;
            }
            return dots;
        }
        for (int i = p; i < to; i++) {
            if (kind == LINE ? in[i] == '\n' : in[i] == '/' && i > p && in[i - 1] == '*') {
                return kind == LINE ? i : i + 1;
            }
        }
        return to;
    }
}

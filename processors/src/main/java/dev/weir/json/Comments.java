package dev.weir.json;

/** Drops comments, which may be longer than any look-ahead. */
final class Comments {

    static final int NONE = 0;
    static final int LINE = 1;
    static final int BLOCK = 2;

    private Comments() {}

    /** Where a comment of the kind ends, {@code to} if not before; a line's comment leaves the line's end. */
    static int end(byte[] in, int p, int to, int kind) {
        for (int i = p; i < to; i++) {
            if (kind == LINE ? in[i] == '\n' : in[i] == '/' && i > p && in[i - 1] == '*') {
                return kind == LINE ? i : i + 1;
            }
        }
        return to;
    }
}

package dev.weir.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes the bytes of a string that need no look. */
final class StringScan {

    /** Bytes that matter in every string: controls, double quotes, backslashes, and all beyond ASCII. */
    static final int ALL = 1;

    static final int SINGLE = 2;
    static final int BACKTICK = 4;
    static final int KEY = 8;
    static final int BARE = 16;
    static final int AMPERSAND = 32;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final byte[] STOPS = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
                STOPS[c] |= ALL;
            }
        }
        STOPS['\''] |= SINGLE;
        STOPS['`'] |= BACKTICK;
        STOPS['&'] |= AMPERSAND;
        STOPS[':'] |= KEY;
        for (char c : new char[] {',', ']', '}', ')', ' '}) {
            STOPS[c] |= BARE;
        }
    }

    private StringScan() {}

    /** The first byte that any of the given groups names, or {@code to}. */
    static int skip(byte[] in, int p, int to, int groups) {
        if (groups == ALL) {
            // Eight at a time: each term sets the high bit of a byte that is below 0x20, a quote, a backslash or
            // beyond ASCII; a borrow can only set one too many, which the loop below then passes.
            for (; p + 8 <= to; p += 8) {
                long x = (long) LONG.get(in, p);
                long quotes = x ^ 0x2222222222222222L;
                long slashes = x ^ 0x5C5C5C5C5C5C5C5CL;
                if ((((x - 0x2020202020202020L) | (quotes - ONES) | (slashes - ONES) | x) & HIGHS) != 0) {
                    break;
                }
            }
        }
        while (p < to && (STOPS[in[p] & 0xFF] & groups) == 0) {
            p++;
        }
        return p;
    }
}

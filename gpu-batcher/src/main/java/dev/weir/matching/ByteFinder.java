package dev.weir.matching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/** Finds the first of a few byte values: eight bytes at a time where there are at most three, else one by one. */
final class ByteFinder {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int MAX_WORDWISE = 3;

    private final boolean[] wanted;
    private final boolean wordwise;
    /** Each wanted value repeated over a word; where there are fewer than three, the first one again. */
    private final long first;

    private final long second;
    private final long third;
    private final boolean single;

    private ByteFinder(boolean[] wanted) {
        this.wanted = wanted;
        long[] words = new long[256];
        int count = 0;
        for (int value = 0; value < 256; value++) {
            if (wanted[value]) {
                words[count++] = value * ONES;
            }
        }
        wordwise = count <= MAX_WORDWISE;
        single = count == 1;
        first = words[0];
        second = count > 1 ? words[1] : first;
        third = count > 2 ? words[2] : second;
    }

    /** @param isWanted judges bytes from 0 to 255, of which one at least is wanted */
    static ByteFinder of(IntPredicate isWanted) {
        boolean[] wanted = new boolean[256];
        for (int value = 0; value < 256; value++) {
            wanted[value] = isWanted.test(value);
        }
        return new ByteFinder(wanted);
    }

    /** The index of the first wanted byte, or {@code to}. */
    int find(byte[] text, int from, int to) {
        int i = from;
        if (wordwise) {
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                long word = (long) LONGS.get(text, i);
                long hits =
                        single ? zeros(word ^ first) : zeros(word ^ first) | zeros(word ^ second) | zeros(word ^ third);
                if (hits != 0) {
                    return i + (Long.numberOfTrailingZeros(hits) >>> 3);
                }
            }
        }
        while (i < to && !wanted[text[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    /**
     * Sets the high bit of every byte that is zero: {@code 0x..00 - 0x..01} borrows and ends in {@code 0xFF}. A byte 0x01
     * just above a zero is set too; the lowest set bit is always right, and it alone is used.
     */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}

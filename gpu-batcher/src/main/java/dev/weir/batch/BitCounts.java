package dev.weir.batch;

import java.util.Arrays;

/**
 * Counts, for each of 64 bits, in how many words it is set. The counters stand upright: bit i of plane p is bit p of the
 * counter of bit i, so that a word is added to all 64 by a few operations, and eight words by carry-save adders first.
 *
 * @see <a href="https://arxiv.org/abs/1611.07612">Muła, Kurz, Lemire: Faster population counts using AVX2 instructions</a>
 */
final class BitCounts {

    /** Words are added in groups of so many; a word of zeros counts for nothing. */
    static final int GROUP = 8;

    private final long[] planes = new long[Integer.SIZE];

    void clear() {
        Arrays.fill(planes, 0);
    }

    /** Adds eight words from an index on. */
    void add(long[] words, int at) {
        long one = planes[0];
        long two = planes[1];
        long four = planes[2];
        long twoA = carry(one, words[at], words[at + 1]);
        one ^= words[at] ^ words[at + 1];
        long twoB = carry(one, words[at + 2], words[at + 3]);
        one ^= words[at + 2] ^ words[at + 3];
        long fourA = carry(two, twoA, twoB);
        two ^= twoA ^ twoB;
        long twoC = carry(one, words[at + 4], words[at + 5]);
        one ^= words[at + 4] ^ words[at + 5];
        long twoD = carry(one, words[at + 6], words[at + 7]);
        one ^= words[at + 6] ^ words[at + 7];
        long fourB = carry(two, twoC, twoD);
        two ^= twoC ^ twoD;
        long eight = carry(four, fourA, fourB);
        planes[0] = one;
        planes[1] = two;
        planes[2] = four ^ fourA ^ fourB;
        for (int plane = 3; eight != 0; plane++) {
            long next = planes[plane] & eight;
            planes[plane] ^= eight;
            eight = next;
        }
    }

    private static long carry(long a, long b, long c) {
        return (a & b) | ((a ^ b) & c);
    }

    /** The bits that were set in more words than a number: all 64 counters are compared with it from the top plane down. */
    long above(int number) {
        long above = 0;
        long equal = -1;
        for (int plane = planes.length - 1; plane >= 0; plane--) {
            long wanted = -(number >>> plane & 1L);
            above |= equal & planes[plane] & ~wanted;
            equal &= ~(planes[plane] ^ wanted);
        }
        return above;
    }
}

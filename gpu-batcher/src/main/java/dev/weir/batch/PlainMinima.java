package dev.weir.batch;

import java.util.Arrays;

/** Components as numbers of 32 bits, the highest one flipped: so their order as signed numbers is that of the unsigned ones. */
final class PlainMinima implements Minima {

    /** Java 17's compiler makes comparisons one by one of {@link Math#min}; of arithmetic it makes vector instructions. */
    private static final boolean HAS_VECTOR_MINIMUM = Runtime.version().feature() >= 21;

    private final int[] multipliers;
    private final int[] summands;
    private final int[] minima;

    PlainMinima(int components) {
        multipliers = MinHashParameters.multipliers(components);
        summands = MinHashParameters.summands(components);
        for (int i = 0; i < components; i++) {
            summands[i] ^= Integer.MIN_VALUE;
        }
        minima = new int[components];
        clear();
    }

    @Override
    public void clear() {
        Arrays.fill(minima, Integer.MAX_VALUE);
    }

    @Override
    public void add(int[] hashes, int count) {
        int i = 0;
        for (; HAS_VECTOR_MINIMUM && i <= count - 8; i += 8) {
            addEight(hashes, i, multipliers, summands, minima);
        }
        for (; i < count; i += 2) {
            addTwo(hashes[i], hashes[Math.min(i + 1, count - 1)], multipliers, summands, minima);
        }
    }

    /** While a component is in a register, it is worked out for eight hashes. */
    private static void addEight(int[] hashes, int at, int[] multipliers, int[] summands, int[] minima) {
        int h0 = hashes[at];
        int h1 = hashes[at + 1];
        int h2 = hashes[at + 2];
        int h3 = hashes[at + 3];
        int h4 = hashes[at + 4];
        int h5 = hashes[at + 5];
        int h6 = hashes[at + 6];
        int h7 = hashes[at + 7];
        for (int c = 0; c < multipliers.length; c++) {
            int a = multipliers[c];
            int b = summands[c];
            int least01 = Math.min(a * h0 + b, a * h1 + b);
            int least23 = Math.min(a * h2 + b, a * h3 + b);
            int least45 = Math.min(a * h4 + b, a * h5 + b);
            int least67 = Math.min(a * h6 + b, a * h7 + b);
            minima[c] = Math.min(minima[c], Math.min(Math.min(least01, least23), Math.min(least45, least67)));
        }
    }

    private static void addTwo(int h0, int h1, int[] multipliers, int[] summands, int[] minima) {
        for (int c = 0; c < multipliers.length; c++) {
            int a = multipliers[c];
            int b = summands[c];
            minima[c] = least(minima[c], least(a * h0 + b, a * h1 + b));
        }
    }

    /**
     * The lesser of two numbers without a comparison, right also where their difference overflows: the sign of the whole is
     * that of {@code x < y}.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Hacker%27s_Delight">Warren: Hacker's Delight, comparison predicates</a>
     */
    private static int least(int x, int y) {
        int difference = x - y;
        int isLess = (difference ^ ((x ^ y) & (difference ^ x))) >> 31;
        return y + (difference & isLess);
    }

    @Override
    public void copyTo(int[] components) {
        for (int i = 0; i < components.length; i++) {
            components[i] = minima[i] ^ Integer.MIN_VALUE;
        }
    }
}

package dev.weir.batch;

import java.util.Arrays;

/**
 * The numbers of {@link MinHash}. For an odd factor c, the product c * (2h + 1) modulo 2<sup>16</sup> puts the odd numbers in
 * another order: no hash of an element is the least for all factors, as 0 would be. It is compared as a number with a sign, or
 * with 2<sup>15</sup> added as one without, and takes the upper half of a component. So a processor can work it out in lanes of
 * sixteen bits, by one multiplication, and a kernel in those of 32 bits that it has.
 *
 * <p>Only engines use it; it is public because the Vector API has a package of its own.
 */
public final class MinHashParameters {

    private static final short[] FACTORS = draw();

    private MinHashParameters() {}

    /** The first factors, one for each component: odd, drawn by SplitMix64 from 0; a new array. */
    public static short[] factors(int components) {
        return Arrays.copyOf(FACTORS, components);
    }

    /** What a hash is multiplied by for each of the first components: 2<sup>17</sup> times the factor; a new array. */
    static int[] multipliers(int components) {
        int[] multipliers = new int[components];
        for (int i = 0; i < components; i++) {
            multipliers[i] = FACTORS[i] << 17;
        }
        return multipliers;
    }

    /** What is added then: 2<sup>16</sup> times the factor, and 2<sup>31</sup>; a new array. */
    static int[] summands(int components) {
        int[] summands = new int[components];
        for (int i = 0; i < components; i++) {
            summands[i] = (FACTORS[i] << 16) + Integer.MIN_VALUE;
        }
        return summands;
    }

    private static short[] draw() {
        short[] factors = new short[MinHash.MAX_COMPONENTS];
        long state = 0;
        for (int i = 0; i < factors.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            factors[i] = (short) ((mixed >>> 48) | 1);
        }
        return factors;
    }
}

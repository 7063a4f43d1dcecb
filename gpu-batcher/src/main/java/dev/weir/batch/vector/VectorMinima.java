package dev.weir.batch.vector;

import dev.weir.batch.MinHashParameters;
import dev.weir.batch.Minima;
import java.util.Arrays;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/** The upper halves of components, which are all that varies in them, in lanes of sixteen bits. */
final class VectorMinima implements Minima {

    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final int LENGTH = SHORTS.length();

    /** How many hashes are taken in at a time: each has a register, and a component is loaded once for all of them. */
    private static final int HASHES = 8;

    private final short[] factors;
    /** The least products so far, as numbers with a sign. */
    private final short[] minima;

    private boolean isEmpty = true;

    VectorMinima(int components) {
        int length = (components + LENGTH - 1) / LENGTH * LENGTH;
        factors = Arrays.copyOf(MinHashParameters.factors(components), length);
        minima = new short[length];
        clear();
    }

    @Override
    public void clear() {
        Arrays.fill(minima, Short.MAX_VALUE);
        isEmpty = true;
    }

    @Override
    public void add(int[] hashes, int count) {
        isEmpty &= count == 0;
        // One call alone: of a second one, for what is left, the compiler would make objects of the vectors.
        for (int i = 0; i < count; i += HASHES) {
            addEight(hashes, i, Math.min(i + HASHES, count) - 1, factors, minima);
        }
    }

    /** Takes in eight hashes; if there are fewer, the last one again: that changes no minimum. */
    private static void addEight(int[] hashes, int at, int last, short[] factors, short[] minima) {
        ShortVector h0 = odd(hashes[at]);
        ShortVector h1 = odd(hashes[Math.min(at + 1, last)]);
        ShortVector h2 = odd(hashes[Math.min(at + 2, last)]);
        ShortVector h3 = odd(hashes[Math.min(at + 3, last)]);
        ShortVector h4 = odd(hashes[Math.min(at + 4, last)]);
        ShortVector h5 = odd(hashes[Math.min(at + 5, last)]);
        ShortVector h6 = odd(hashes[Math.min(at + 6, last)]);
        ShortVector h7 = odd(hashes[last]);
        for (int component = 0; component < minima.length; component += LENGTH) {
            ShortVector c = ShortVector.fromArray(SHORTS, factors, component);
            ShortVector least01 = c.mul(h0).min(c.mul(h1));
            ShortVector least23 = c.mul(h2).min(c.mul(h3));
            ShortVector least45 = c.mul(h4).min(c.mul(h5));
            ShortVector least67 = c.mul(h6).min(c.mul(h7));
            ShortVector least = least01.min(least23).min(least45.min(least67));
            ShortVector.fromArray(SHORTS, minima, component).min(least).intoArray(minima, component);
        }
    }

    private static ShortVector odd(int hash) {
        return ShortVector.broadcast(SHORTS, (short) (2 * hash + 1));
    }

    @Override
    public void copyTo(int[] components) {
        if (isEmpty) {
            Arrays.fill(components, -1);
            return;
        }
        for (int i = 0; i < components.length; i++) {
            components[i] = (minima[i] ^ Short.MIN_VALUE) << Short.SIZE;
        }
    }
}

package dev.weir.batch.vector;

import dev.weir.batch.Backend;
import dev.weir.batch.InnerLoops;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Loops whose sums and minima stay in vector registers. */
public final class VectorLoops implements InnerLoops {

    private static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.length() > COMPONENTS ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;
    private static final int INTS_LENGTH = INTS.length();

    /** How many hashes are taken in at a time. */
    private static final int HASHES = 4;

    @Override
    public Backend backend() {
        return Backend.CPU_VECTOR;
    }

    @Override
    public void minima(int[] hashes, int count, int[] multipliers, int[] summands, int[] minima) {
        int component = 0;
        for (; component <= multipliers.length - 2 * INTS_LENGTH; component += 2 * INTS_LENGTH) {
            minimaOfTwo(hashes, count, multipliers, summands, minima, component);
        }
        for (; component < multipliers.length; component += INTS_LENGTH) {
            IntVector a = IntVector.fromArray(INTS, multipliers, component);
            IntVector b = IntVector.fromArray(INTS, summands, component);
            IntVector least = IntVector.fromArray(INTS, minima, component);
            for (int i = 0; i < count; i++) {
                least = least.min(a.mul(hashes[i]).add(b));
            }
            least.intoArray(minima, component);
        }
    }

    /** Two vectors of components and four hashes at a time: with more of either, the compiler runs out of registers. */
    private static void minimaOfTwo(
            int[] hashes, int count, int[] multipliers, int[] summands, int[] minima, int component) {
        int second = component + INTS_LENGTH;
        IntVector a0 = IntVector.fromArray(INTS, multipliers, component);
        IntVector a1 = IntVector.fromArray(INTS, multipliers, second);
        IntVector b0 = IntVector.fromArray(INTS, summands, component);
        IntVector b1 = IntVector.fromArray(INTS, summands, second);
        IntVector even0 = IntVector.fromArray(INTS, minima, component);
        IntVector even1 = IntVector.fromArray(INTS, minima, second);
        IntVector odd0 = even0;
        IntVector odd1 = even1;
        int i = 0;
        for (; i <= count - HASHES; i += HASHES) {
            IntVector h0 = IntVector.broadcast(INTS, hashes[i]);
            IntVector h1 = IntVector.broadcast(INTS, hashes[i + 1]);
            IntVector h2 = IntVector.broadcast(INTS, hashes[i + 2]);
            IntVector h3 = IntVector.broadcast(INTS, hashes[i + 3]);
            even0 = even0.min(a0.mul(h0).add(b0));
            even1 = even1.min(a1.mul(h0).add(b1));
            odd0 = odd0.min(a0.mul(h1).add(b0));
            odd1 = odd1.min(a1.mul(h1).add(b1));
            even0 = even0.min(a0.mul(h2).add(b0));
            even1 = even1.min(a1.mul(h2).add(b1));
            odd0 = odd0.min(a0.mul(h3).add(b0));
            odd1 = odd1.min(a1.mul(h3).add(b1));
        }
        for (; i < count; i++) {
            IntVector hash = IntVector.broadcast(INTS, hashes[i]);
            even0 = even0.min(a0.mul(hash).add(b0));
            even1 = even1.min(a1.mul(hash).add(b1));
        }
        even0.min(odd0).intoArray(minima, component);
        even1.min(odd1).intoArray(minima, second);
    }

    @Override
    public void products(
            float[] vectors,
            int firstRow,
            int rowCount,
            int firstQuery,
            int queryCount,
            int dimensions,
            float[] products) {
        new VectorProducts(vectors, firstRow, rowCount, firstQuery, queryCount, dimensions, products).run();
    }
}

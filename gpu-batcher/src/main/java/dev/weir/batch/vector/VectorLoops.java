package dev.weir.batch.vector;

import dev.weir.batch.Backend;
import dev.weir.batch.InnerLoops;
import dev.weir.batch.Minima;

/** Loops whose sums and minima stay in vector registers. */
public final class VectorLoops implements InnerLoops {

    @Override
    public Backend backend() {
        return Backend.CPU_VECTOR;
    }

    @Override
    public void shingles(byte[] bytes, int from, int count, int[] hashes) {
        VectorShingles.hash(bytes, from, count, hashes);
    }

    @Override
    public Minima minima(int components) {
        return new VectorMinima(components);
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

package dev.weir.batch;

import java.util.Random;
import java.util.function.Consumer;

/**
 * Measures which loops are the faster ones here, on what each of them meets in earnest: the best time counts, for whatever
 * else runs, and Java's compiler until it is done, can only add to one.
 */
final class Calibration {

    private static final long BUDGET_NS = 400_000_000;
    private static final int LEAST_ROUNDS = 20;

    /** Others must be faster by so much to be taken. */
    private static final double GAIN = 1.1;

    private static final int HASHES = 1_024;
    private static final int DIMENSIONS = 384;
    private static final int ROWS = 64;
    private static final int QUERIES = 16;

    private Calibration() {}

    /** The loops that are better at {@link InnerLoops#minima}. */
    static InnerLoops forSignatures(InnerLoops plain, InnerLoops vector) {
        int[] hashes = new Random(1).ints(HASHES).toArray();
        int[] multipliers = MinHashParameters.multipliers();
        int[] summands = MinHashParameters.summands();
        int[] minima = new int[multipliers.length];
        return faster(plain, vector, loops -> loops.minima(hashes, HASHES, multipliers, summands, minima));
    }

    /** The loops that are better at {@link InnerLoops#products}. */
    static InnerLoops forVectors(InnerLoops plain, InnerLoops vector) {
        Random random = new Random(1);
        float[] vectors = new float[(ROWS + QUERIES) * DIMENSIONS];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = random.nextFloat();
        }
        float[] products = new float[ROWS * QUERIES];
        return faster(
                plain,
                vector,
                loops -> loops.products(vectors, 0, ROWS, ROWS * DIMENSIONS, QUERIES, DIMENSIONS, products));
    }

    private static InnerLoops faster(InnerLoops plain, InnerLoops vector, Consumer<InnerLoops> work) {
        long plainNs = Long.MAX_VALUE;
        long vectorNs = Long.MAX_VALUE;
        long begun = System.nanoTime();
        for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() - begun < BUDGET_NS; round++) {
            plainNs = Math.min(plainNs, time(plain, work));
            vectorNs = Math.min(vectorNs, time(vector, work));
        }
        return vectorNs * GAIN < plainNs ? vector : plain;
    }

    private static long time(InnerLoops loops, Consumer<InnerLoops> work) {
        long begun = System.nanoTime();
        work.accept(loops);
        return System.nanoTime() - begun;
    }
}

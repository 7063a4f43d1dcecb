package dev.weir.batch;

import java.util.Random;
import java.util.function.Function;

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

    /** The loops that are better at signatures. */
    static InnerLoops forSignatures(InnerLoops plain, InnerLoops vector) {
        byte[] text = new byte[HASHES + ElementHash.SHINGLE];
        new Random(1).nextBytes(text);
        int[] hashes = new int[HASHES];
        return faster(plain, vector, loops -> {
            Minima minima = loops.minima(MinHash.MAX_COMPONENTS);
            return () -> {
                loops.shingles(text, 0, HASHES, hashes);
                minima.add(hashes, HASHES);
            };
        });
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
                loops -> () -> loops.products(vectors, 0, ROWS, ROWS * DIMENSIONS, QUERIES, DIMENSIONS, products));
    }

    private static InnerLoops faster(InnerLoops plain, InnerLoops vector, Function<InnerLoops, Runnable> work) {
        Runnable plainWork = work.apply(plain);
        Runnable vectorWork = work.apply(vector);
        long plainNs = Long.MAX_VALUE;
        long vectorNs = Long.MAX_VALUE;
        long begun = System.nanoTime();
        for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() - begun < BUDGET_NS; round++) {
            plainNs = Math.min(plainNs, time(plainWork));
            vectorNs = Math.min(vectorNs, time(vectorWork));
        }
        return vectorNs * GAIN < plainNs ? vector : plain;
    }

    private static long time(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }
}

package dev.weir.batch.vector;

import dev.weir.batch.Backend;
import dev.weir.batch.InnerLoops;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops whose sums and minima stay in vector registers. Every product is summed up in the same order, so that equal vectors
 * have equal products, whichever loop they come by.
 */
public final class VectorLoops implements InnerLoops {

    private static final VectorSpecies<Integer> INTS =
            IntVector.SPECIES_PREFERRED.length() > COMPONENTS ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;
    private static final int INTS_LENGTH = INTS.length();
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int FLOATS_LENGTH = FLOATS.length();

    /** Sums of so many queries and rows, and what goes into them, fill sixteen registers. */
    private static final int QUERIES = 4;

    private static final int ROWS = 2;

    @Override
    public Backend backend() {
        return Backend.CPU_VECTOR;
    }

    @Override
    public void minima(int[] hashes, int count, int[] multipliers, int[] summands, int[] minima) {
        int component = 0;
        for (; component <= multipliers.length - 4 * INTS_LENGTH; component += 4 * INTS_LENGTH) {
            minimaOfFour(hashes, count, multipliers, summands, minima, component);
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

    private static void minimaOfFour(
            int[] hashes, int count, int[] multipliers, int[] summands, int[] minima, int component) {
        int second = component + INTS_LENGTH;
        int third = second + INTS_LENGTH;
        int fourth = third + INTS_LENGTH;
        IntVector a0 = IntVector.fromArray(INTS, multipliers, component);
        IntVector a1 = IntVector.fromArray(INTS, multipliers, second);
        IntVector a2 = IntVector.fromArray(INTS, multipliers, third);
        IntVector a3 = IntVector.fromArray(INTS, multipliers, fourth);
        IntVector b0 = IntVector.fromArray(INTS, summands, component);
        IntVector b1 = IntVector.fromArray(INTS, summands, second);
        IntVector b2 = IntVector.fromArray(INTS, summands, third);
        IntVector b3 = IntVector.fromArray(INTS, summands, fourth);
        IntVector least0 = IntVector.fromArray(INTS, minima, component);
        IntVector least1 = IntVector.fromArray(INTS, minima, second);
        IntVector least2 = IntVector.fromArray(INTS, minima, third);
        IntVector least3 = IntVector.fromArray(INTS, minima, fourth);
        for (int i = 0; i < count; i++) {
            IntVector hash = IntVector.broadcast(INTS, hashes[i]);
            least0 = least0.min(a0.mul(hash).add(b0));
            least1 = least1.min(a1.mul(hash).add(b1));
            least2 = least2.min(a2.mul(hash).add(b2));
            least3 = least3.min(a3.mul(hash).add(b3));
        }
        least0.intoArray(minima, component);
        least1.intoArray(minima, second);
        least2.intoArray(minima, third);
        least3.intoArray(minima, fourth);
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
        float[] lanes = new float[QUERIES * ROWS * FLOATS_LENGTH];
        int query = 0;
        for (; query <= queryCount - QUERIES; query += QUERIES) {
            int from = firstQuery + query * dimensions;
            int row = 0;
            for (; row <= rowCount - ROWS; row += ROWS) {
                int rowFrom = firstRow + row * dimensions;
                tile(vectors, rowFrom, from, dimensions, lanes);
                for (int i = 0; i < QUERIES * ROWS; i++) {
                    products[(query + i / ROWS) * rowCount + row + i % ROWS] = sum(
                            lanes,
                            i,
                            vectors,
                            rowFrom + i % ROWS * dimensions,
                            from + i / ROWS * dimensions,
                            dimensions);
                }
            }
            for (int i = 0; i < QUERIES; i++) {
                row(vectors, firstRow, row, rowCount, from + i * dimensions, dimensions, products, query + i, lanes);
            }
        }
        for (; query < queryCount; query++) {
            row(vectors, firstRow, 0, rowCount, firstQuery + query * dimensions, dimensions, products, query, lanes);
        }
    }

    /** One query with the rows from one on. */
    private static void row(
            float[] vectors,
            int firstRow,
            int fromRow,
            int rowCount,
            int from,
            int dimensions,
            float[] products,
            int query,
            float[] lanes) {
        int row = fromRow;
        for (; row <= rowCount - QUERIES; row += QUERIES) {
            int rowFrom = firstRow + row * dimensions;
            fourRows(vectors, rowFrom, from, dimensions, lanes);
            for (int i = 0; i < QUERIES; i++) {
                products[query * rowCount + row + i] =
                        sum(lanes, i, vectors, rowFrom + i * dimensions, from, dimensions);
            }
        }
        for (; row < rowCount; row++) {
            int rowFrom = firstRow + row * dimensions;
            FloatVector sums = FloatVector.zero(FLOATS);
            for (int d = 0; d < FLOATS.loopBound(dimensions); d += FLOATS_LENGTH) {
                sums = load(vectors, from + d).fma(load(vectors, rowFrom + d), sums);
            }
            sums.intoArray(lanes, 0);
            products[query * rowCount + row] = sum(lanes, 0, vectors, rowFrom, from, dimensions);
        }
    }

    /** Two rows with four queries: each number that is loaded is used in two or four products. */
    private static void tile(float[] vectors, int row, int query, int dimensions, float[] lanes) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        FloatVector s20 = FloatVector.zero(FLOATS);
        FloatVector s21 = FloatVector.zero(FLOATS);
        FloatVector s30 = FloatVector.zero(FLOATS);
        FloatVector s31 = FloatVector.zero(FLOATS);
        int end = FLOATS.loopBound(dimensions);
        for (int d = 0; d < end; d += FLOATS_LENGTH) {
            FloatVector r0 = load(vectors, row + d);
            FloatVector r1 = load(vectors, row + dimensions + d);
            FloatVector q0 = load(vectors, query + d);
            s00 = q0.fma(r0, s00);
            s01 = q0.fma(r1, s01);
            FloatVector q1 = load(vectors, query + dimensions + d);
            s10 = q1.fma(r0, s10);
            s11 = q1.fma(r1, s11);
            FloatVector q2 = load(vectors, query + 2 * dimensions + d);
            s20 = q2.fma(r0, s20);
            s21 = q2.fma(r1, s21);
            FloatVector q3 = load(vectors, query + 3 * dimensions + d);
            s30 = q3.fma(r0, s30);
            s31 = q3.fma(r1, s31);
        }
        s00.intoArray(lanes, 0);
        s01.intoArray(lanes, FLOATS_LENGTH);
        s10.intoArray(lanes, 2 * FLOATS_LENGTH);
        s11.intoArray(lanes, 3 * FLOATS_LENGTH);
        s20.intoArray(lanes, 4 * FLOATS_LENGTH);
        s21.intoArray(lanes, 5 * FLOATS_LENGTH);
        s30.intoArray(lanes, 6 * FLOATS_LENGTH);
        s31.intoArray(lanes, 7 * FLOATS_LENGTH);
    }

    /** Four rows with one query: additions to one sum need not wait for those to another. */
    private static void fourRows(float[] vectors, int row, int query, int dimensions, float[] lanes) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        FloatVector s2 = FloatVector.zero(FLOATS);
        FloatVector s3 = FloatVector.zero(FLOATS);
        int end = FLOATS.loopBound(dimensions);
        for (int d = 0; d < end; d += FLOATS_LENGTH) {
            FloatVector q = load(vectors, query + d);
            s0 = q.fma(load(vectors, row + d), s0);
            s1 = q.fma(load(vectors, row + dimensions + d), s1);
            s2 = q.fma(load(vectors, row + 2 * dimensions + d), s2);
            s3 = q.fma(load(vectors, row + 3 * dimensions + d), s3);
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, FLOATS_LENGTH);
        s2.intoArray(lanes, 2 * FLOATS_LENGTH);
        s3.intoArray(lanes, 3 * FLOATS_LENGTH);
    }

    private static FloatVector load(float[] vectors, int at) {
        return FloatVector.fromArray(FLOATS, vectors, at);
    }

    /** The sum of one product's lanes and of the products of what fills no vector, in an order that never changes. */
    private static float sum(float[] lanes, int product, float[] vectors, int row, int query, int dimensions) {
        float even = 0;
        float odd = 0;
        for (int i = product * FLOATS_LENGTH; i < (product + 1) * FLOATS_LENGTH; i += 2) {
            even += lanes[i];
            odd += lanes[i + 1];
        }
        float sum = even + odd;
        for (int d = FLOATS.loopBound(dimensions); d < dimensions; d++) {
            sum += vectors[row + d] * vectors[query + d];
        }
        return sum;
    }
}

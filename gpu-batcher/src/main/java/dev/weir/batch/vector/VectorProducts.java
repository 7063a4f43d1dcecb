package dev.weir.batch.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The scalar products of some rows with some queries. Every product is summed up in the same order, so that equal vectors have
 * equal products, whichever loop they come by.
 */
final class VectorProducts {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = FLOATS.length();

    /** Sums of so many queries and rows, and what goes into them, fill sixteen registers. */
    private static final int QUERIES = 4;

    private static final int ROWS = 2;

    /** Rows of so many numbers stay in half of the nearest cache while the queries go by. */
    private static final int CACHED = 4_096;

    private final float[] vectors;
    private final int firstRow;
    private final int rowCount;
    private final int firstQuery;
    private final int queryCount;
    private final int dimensions;
    private final float[] products;
    private final float[] lanes = new float[QUERIES * ROWS * LENGTH];

    VectorProducts(
            float[] vectors,
            int firstRow,
            int rowCount,
            int firstQuery,
            int queryCount,
            int dimensions,
            float[] products) {
        this.vectors = vectors;
        this.firstRow = firstRow;
        this.rowCount = rowCount;
        this.firstQuery = firstQuery;
        this.queryCount = queryCount;
        this.dimensions = dimensions;
        this.products = products;
    }

    void run() {
        int group = Math.max(ROWS, CACHED / dimensions / ROWS * ROWS);
        for (int row = 0; row < rowCount; row += group) {
            rows(row, Math.min(rowCount, row + group));
        }
    }

    /** All queries with some of the rows. */
    private void rows(int rowFrom, int rowTo) {
        int query = 0;
        for (; query <= queryCount - QUERIES; query += QUERIES) {
            int row = rowFrom;
            for (; row <= rowTo - ROWS; row += ROWS) {
                tile(vectors, rowAt(row), queryAt(query), dimensions, lanes);
                for (int i = 0; i < QUERIES; i++) {
                    for (int j = 0; j < ROWS; j++) {
                        put(query + i, row + j, i * ROWS + j);
                    }
                }
            }
            for (int i = 0; i < QUERIES; i++) {
                query(query + i, row, rowTo);
            }
        }
        for (; query < queryCount; query++) {
            query(query, rowFrom, rowTo);
        }
    }

    /** One query with some of the rows. */
    private void query(int query, int rowFrom, int rowTo) {
        int row = rowFrom;
        for (; row <= rowTo - QUERIES; row += QUERIES) {
            fourRows(vectors, rowAt(row), queryAt(query), dimensions, lanes);
            for (int i = 0; i < QUERIES; i++) {
                put(query, row + i, i);
            }
        }
        for (; row < rowTo; row++) {
            oneRow(vectors, rowAt(row), queryAt(query), dimensions, lanes);
            put(query, row, 0);
        }
    }

    private int rowAt(int row) {
        return firstRow + row * dimensions;
    }

    private int queryAt(int query) {
        return firstQuery + query * dimensions;
    }

    /** Sums up the lanes of a product and the products of what fills no vector, in an order that never changes. */
    private void put(int query, int row, int product) {
        float even = 0;
        float odd = 0;
        for (int i = product * LENGTH; i < (product + 1) * LENGTH; i += 2) {
            even += lanes[i];
            odd += lanes[i + 1];
        }
        float sum = even + odd;
        for (int d = FLOATS.loopBound(dimensions); d < dimensions; d++) {
            sum += vectors[rowAt(row) + d] * vectors[queryAt(query) + d];
        }
        products[query * rowCount + row] = sum;
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
        for (int d = 0; d < end; d += LENGTH) {
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
        s01.intoArray(lanes, LENGTH);
        s10.intoArray(lanes, 2 * LENGTH);
        s11.intoArray(lanes, 3 * LENGTH);
        s20.intoArray(lanes, 4 * LENGTH);
        s21.intoArray(lanes, 5 * LENGTH);
        s30.intoArray(lanes, 6 * LENGTH);
        s31.intoArray(lanes, 7 * LENGTH);
    }

    /** Four rows with one query: additions to one sum need not wait for those to another. */
    private static void fourRows(float[] vectors, int row, int query, int dimensions, float[] lanes) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = FloatVector.zero(FLOATS);
        FloatVector s2 = FloatVector.zero(FLOATS);
        FloatVector s3 = FloatVector.zero(FLOATS);
        int end = FLOATS.loopBound(dimensions);
        for (int d = 0; d < end; d += LENGTH) {
            FloatVector q = load(vectors, query + d);
            s0 = q.fma(load(vectors, row + d), s0);
            s1 = q.fma(load(vectors, row + dimensions + d), s1);
            s2 = q.fma(load(vectors, row + 2 * dimensions + d), s2);
            s3 = q.fma(load(vectors, row + 3 * dimensions + d), s3);
        }
        s0.intoArray(lanes, 0);
        s1.intoArray(lanes, LENGTH);
        s2.intoArray(lanes, 2 * LENGTH);
        s3.intoArray(lanes, 3 * LENGTH);
    }

    private static void oneRow(float[] vectors, int row, int query, int dimensions, float[] lanes) {
        FloatVector sums = FloatVector.zero(FLOATS);
        for (int d = 0; d < FLOATS.loopBound(dimensions); d += LENGTH) {
            sums = load(vectors, query + d).fma(load(vectors, row + d), sums);
        }
        sums.intoArray(lanes, 0);
    }

    private static FloatVector load(float[] vectors, int at) {
        return FloatVector.fromArray(FLOATS, vectors, at);
    }
}

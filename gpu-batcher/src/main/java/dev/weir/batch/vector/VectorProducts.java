package dev.weir.batch.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The scalar products of some rows with some queries. Every product is summed up in the same order, so that equal vectors have
 * equal products, whichever loop they come by: in each lane of a vector by itself, then the lanes from the first to the last,
 * then the products of what fills no vector.
 */
final class VectorProducts {

    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private static final int LENGTH = FLOATS.length();

    /** From how many queries on it pays to turn the rows round. */
    private static final int QUERIES_TO_TURN = 24;

    private static final int ROWS = 4;

    /** Rows of so many numbers stay in half of the nearest cache while the queries go by. */
    private static final int CACHED = 4_096;

    private final float[] vectors;
    private final int firstRow;
    private final int rowCount;
    private final int firstQuery;
    private final int queryCount;
    private final int dimensions;
    private final float[] products;
    private final float[] lanes = new float[ROWS * LENGTH];

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
        if (queryCount >= QUERIES_TO_TURN) {
            turned();
            return;
        }
        int group = Math.max(ROWS, CACHED / dimensions / ROWS * ROWS);
        for (int row = 0; row < rowCount; row += group) {
            for (int query = 0; query < queryCount; query++) {
                query(query, row, Math.min(rowCount, row + group));
            }
        }
    }

    /** All queries with all rows, some of which are turned round at a time. */
    private void turned() {
        VectorPanel panel = new VectorPanel(vectors, dimensions);
        for (int row = 0; row < rowCount; row += VectorPanel.ROWS) {
            int rows = Math.min(VectorPanel.ROWS, rowCount - row);
            panel.turn(rowAt(row), rows);
            panel.multiply(firstQuery, queryCount, rows, products, row, rowCount);
        }
    }

    /** One query with some of the rows. */
    private void query(int query, int rowFrom, int rowTo) {
        int row = rowFrom;
        for (; row <= rowTo - ROWS; row += ROWS) {
            fourRows(vectors, rowAt(row), queryAt(query), dimensions, lanes);
            for (int i = 0; i < ROWS; i++) {
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

    /** Sums up the lanes of a product and the products of what fills no vector. */
    private void put(int query, int row, int product) {
        float sum = lanes[product * LENGTH];
        for (int i = product * LENGTH + 1; i < (product + 1) * LENGTH; i++) {
            sum += lanes[i];
        }
        for (int d = FLOATS.loopBound(dimensions); d < dimensions; d++) {
            sum += vectors[rowAt(row) + d] * vectors[queryAt(query) + d];
        }
        products[query * rowCount + row] = sum;
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

package dev.weir.batch.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Some rows turned round, to be multiplied with many queries: a vector has the numbers of several rows in one dimension, so
 * that no sum goes across its lanes. What {@link VectorProducts} sums up in one lane is summed up here in one go, which gives
 * the same numbers to the last bit.
 */
final class VectorPanel {

    private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
    private static final int LENGTH = FLOATS.length();

    /** With sums of more queries or rows at a time, Java's compiler runs out of sixteen registers. */
    private static final int QUERIES = 2;

    private static final int VECTORS = 4;

    /** How many rows a panel has. */
    static final int ROWS = VECTORS * LENGTH;

    /** While so many queries go by, the columns of one lane stay in the nearest cache. */
    private static final int GROUP = 8;

    private static final int SUMS = GROUP * ROWS;

    private final float[] vectors;
    private final int dimensions;
    private final int steps;

    /** The rows by dimension: first all dimensions of lane 0, then those of lane 1, and so on; last those that fill no vector. */
    private final float[] columns;

    private final float[] lanes = new float[LENGTH * SUMS];
    private final float[] sums = new float[ROWS];

    VectorPanel(float[] vectors, int dimensions) {
        this.vectors = vectors;
        this.dimensions = dimensions;
        this.steps = dimensions / LENGTH;
        this.columns = new float[dimensions * ROWS];
    }

    /** Takes rows in: as many as a panel has, or fewer, and then the last one once more in place of each that lacks. */
    void turn(int firstRow, int rows) {
        int whole = steps * LENGTH;
        for (int row = 0; row < ROWS; row += 4) {
            int row0 = firstRow + Math.min(row, rows - 1) * dimensions;
            int row1 = firstRow + Math.min(row + 1, rows - 1) * dimensions;
            int row2 = firstRow + Math.min(row + 2, rows - 1) * dimensions;
            int row3 = firstRow + Math.min(row + 3, rows - 1) * dimensions;
            for (int lane = 0; lane < LENGTH; lane++) {
                int to = lane * steps * ROWS + row;
                turnFour(vectors, row0, row1, row2, row3, lane, whole, LENGTH, columns, to);
            }
            turnFour(vectors, row0, row1, row2, row3, whole, dimensions, 1, columns, whole * ROWS + row);
        }
    }

    /** Four rows at a time: what is written to one place at once is fetched into the nearest cache only once. */
    private static void turnFour(
            float[] vectors,
            int row0,
            int row1,
            int row2,
            int row3,
            int from,
            int end,
            int step,
            float[] columns,
            int to) {
        int at = to;
        for (int d = from; d < end; d += step) {
            columns[at] = vectors[row0 + d];
            columns[at + 1] = vectors[row1 + d];
            columns[at + 2] = vectors[row2 + d];
            columns[at + 3] = vectors[row3 + d];
            at += ROWS;
        }
    }

    /**
     * Multiplies the rows with queries.
     *
     * @param firstQuery where the first one begins
     * @param queries how many
     * @param rows how many rows were taken in
     * @param products gets the products
     * @param to where those of the first query go
     * @param stride how far behind them those of the next one go
     */
    void multiply(int firstQuery, int queries, int rows, float[] products, int to, int stride) {
        for (int group = 0; group < queries; group += GROUP) {
            int end = Math.min(queries, group + GROUP);
            for (int lane = 0; lane < LENGTH; lane++) {
                for (int query = group; query < end; query += QUERIES) {
                    int query0 = firstQuery + query * dimensions;
                    int query1 = firstQuery + Math.min(query + 1, queries - 1) * dimensions;
                    tile(columns, vectors, query0, query1, lane, steps, lanes, lane * SUMS + (query - group) * ROWS);
                }
            }
            for (int query = group; query < end; query++) {
                int from = (query - group) * ROWS;
                if (rows == ROWS) {
                    sum(from, firstQuery + query * dimensions, products, to + query * stride);
                } else {
                    sum(from, firstQuery + query * dimensions, sums, 0);
                    System.arraycopy(sums, 0, products, to + query * stride, rows);
                }
            }
        }
    }

    /** Sums up the lanes of the products with one query and the products of what fills no vector. */
    private void sum(int from, int query, float[] target, int to) {
        for (int row = 0; row < ROWS; row += LENGTH) {
            FloatVector sum = load(lanes, from + row);
            for (int lane = 1; lane < LENGTH; lane++) {
                sum = sum.add(load(lanes, lane * SUMS + from + row));
            }
            for (int d = steps * LENGTH; d < dimensions; d++) {
                sum = sum.add(load(columns, d * ROWS + row).mul(vectors[query + d]));
            }
            sum.intoArray(target, to + row);
        }
    }

    /** One lane of the products of four vectors of rows with two queries. */
    private static void tile(
            float[] columns, float[] vectors, int query0, int query1, int lane, int steps, float[] lanes, int to) {
        FloatVector s00 = FloatVector.zero(FLOATS);
        FloatVector s01 = FloatVector.zero(FLOATS);
        FloatVector s02 = FloatVector.zero(FLOATS);
        FloatVector s03 = FloatVector.zero(FLOATS);
        FloatVector s10 = FloatVector.zero(FLOATS);
        FloatVector s11 = FloatVector.zero(FLOATS);
        FloatVector s12 = FloatVector.zero(FLOATS);
        FloatVector s13 = FloatVector.zero(FLOATS);
        int end = steps * LENGTH;
        int column = lane * steps * ROWS - lane * VECTORS;
        for (int d = lane; d < end; d += LENGTH) {
            int at = column + d * VECTORS;
            FloatVector q0 = FloatVector.broadcast(FLOATS, vectors[query0 + d]);
            FloatVector q1 = FloatVector.broadcast(FLOATS, vectors[query1 + d]);
            FloatVector r0 = load(columns, at);
            s00 = r0.fma(q0, s00);
            s10 = r0.fma(q1, s10);
            FloatVector r1 = load(columns, at + LENGTH);
            s01 = r1.fma(q0, s01);
            s11 = r1.fma(q1, s11);
            FloatVector r2 = load(columns, at + 2 * LENGTH);
            s02 = r2.fma(q0, s02);
            s12 = r2.fma(q1, s12);
            FloatVector r3 = load(columns, at + 3 * LENGTH);
            s03 = r3.fma(q0, s03);
            s13 = r3.fma(q1, s13);
        }
        s00.intoArray(lanes, to);
        s01.intoArray(lanes, to + LENGTH);
        s02.intoArray(lanes, to + 2 * LENGTH);
        s03.intoArray(lanes, to + 3 * LENGTH);
        s10.intoArray(lanes, to + ROWS);
        s11.intoArray(lanes, to + ROWS + LENGTH);
        s12.intoArray(lanes, to + ROWS + 2 * LENGTH);
        s13.intoArray(lanes, to + ROWS + 3 * LENGTH);
    }

    private static FloatVector load(float[] numbers, int at) {
        return FloatVector.fromArray(FLOATS, numbers, at);
    }
}

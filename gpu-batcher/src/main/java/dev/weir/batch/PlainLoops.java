package dev.weir.batch;

import java.util.Arrays;

/**
 * Loops of plain Java, in the shapes that its compiler turns into vector instructions by itself. Every product is summed up
 * in the order of the dimensions, so that equal vectors have equal products, whichever loop they come by.
 */
final class PlainLoops implements InnerLoops {

    /** From how many queries on it pays to turn the rows round. */
    private static final int QUERIES_TO_TRANSPOSE = 8;

    private static final int DIMENSIONS = 8;
    private static final int ROWS = 4;

    @Override
    public Backend backend() {
        return Backend.CPU;
    }

    @Override
    public void shingles(byte[] bytes, int from, int count, int[] hashes) {
        for (int i = 0; i < count; i++) {
            hashes[i] = ElementHash.shingle(bytes, from + i);
        }
    }

    @Override
    public Minima minima(int components) {
        return new PlainMinima(components);
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
        if (queryCount >= QUERIES_TO_TRANSPOSE) {
            float[][] columns = transposed(vectors, firstRow, rowCount, dimensions);
            float[] sums = new float[rowCount];
            for (int query = 0; query < queryCount; query++) {
                Arrays.fill(sums, 0);
                productsOfColumns(columns, vectors, firstQuery + query * dimensions, sums);
                System.arraycopy(sums, 0, products, query * rowCount, rowCount);
            }
            return;
        }
        for (int query = 0; query < queryCount; query++) {
            int from = firstQuery + query * dimensions;
            int row = 0;
            for (; row <= rowCount - ROWS; row += ROWS) {
                productsOfFour(
                        vectors, firstRow + row * dimensions, from, dimensions, products, query * rowCount + row);
            }
            for (; row < rowCount; row++) {
                float sum = 0;
                for (int d = 0; d < dimensions; d++) {
                    sum += vectors[from + d] * vectors[firstRow + row * dimensions + d];
                }
                products[query * rowCount + row] = sum;
            }
        }
    }

    /** Four rows with one query: additions to one sum need not wait for those to another. */
    private static void productsOfFour(float[] vectors, int row, int query, int dimensions, float[] products, int at) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int d = 0; d < dimensions; d++) {
            float q = vectors[query + d];
            s0 += q * vectors[row + d];
            s1 += q * vectors[row + dimensions + d];
            s2 += q * vectors[row + 2 * dimensions + d];
            s3 += q * vectors[row + 3 * dimensions + d];
        }
        products[at] = s0;
        products[at + 1] = s1;
        products[at + 2] = s2;
        products[at + 3] = s3;
    }

    /** An array for each dimension: only arrays that are read at one and the same index are sure not to overlap otherwise. */
    private static float[][] transposed(float[] vectors, int firstRow, int rowCount, int dimensions) {
        float[][] columns = new float[dimensions][rowCount];
        for (int row = 0; row < rowCount; row++) {
            int from = firstRow + row * dimensions;
            for (int d = 0; d < dimensions; d++) {
                columns[d][row] = vectors[from + d];
            }
        }
        return columns;
    }

    private static void productsOfColumns(float[][] columns, float[] queries, int query, float[] sums) {
        int d = 0;
        for (; d <= columns.length - DIMENSIONS; d += DIMENSIONS) {
            addEight(columns, d, queries, query + d, sums);
        }
        for (; d < columns.length; d++) {
            float q = queries[query + d];
            float[] column = columns[d];
            for (int row = 0; row < sums.length; row++) {
                sums[row] += q * column[row];
            }
        }
    }

    private static void addEight(float[][] columns, int d, float[] queries, int at, float[] sums) {
        float q0 = queries[at];
        float q1 = queries[at + 1];
        float q2 = queries[at + 2];
        float q3 = queries[at + 3];
        float q4 = queries[at + 4];
        float q5 = queries[at + 5];
        float q6 = queries[at + 6];
        float q7 = queries[at + 7];
        float[] c0 = columns[d];
        float[] c1 = columns[d + 1];
        float[] c2 = columns[d + 2];
        float[] c3 = columns[d + 3];
        float[] c4 = columns[d + 4];
        float[] c5 = columns[d + 5];
        float[] c6 = columns[d + 6];
        float[] c7 = columns[d + 7];
        for (int row = 0; row < sums.length; row++) {
            float first = sums[row] + q0 * c0[row] + q1 * c1[row] + q2 * c2[row] + q3 * c3[row];
            sums[row] = first + q4 * c4[row] + q5 * c5[row] + q6 * c6[row] + q7 * c7[row];
        }
    }
}

package dev.weir.batch;

import java.util.Arrays;

/** Loops of plain Java, in the shapes that its compiler turns into vector instructions by itself. */
final class PlainLoops implements InnerLoops {

    /** How many hashes are taken in while a component is in a register. */
    private static final int HASHES = 8;

    /** From how many queries on it pays to turn the rows round. */
    private static final int QUERIES_TO_TRANSPOSE = 8;

    private static final int DIMENSIONS = 8;

    @Override
    public Backend backend() {
        return Backend.CPU;
    }

    @Override
    public void minima(int[] hashes, int count, int[] multipliers, int[] summands, int[] minima) {
        int i = 0;
        for (; i <= count - HASHES; i += HASHES) {
            minimaOfEight(hashes, i, multipliers, summands, minima);
        }
        for (; i < count; i++) {
            int hash = hashes[i];
            for (int c = 0; c < multipliers.length; c++) {
                minima[c] = Math.min(minima[c], multipliers[c] * hash + summands[c]);
            }
        }
    }

    private static void minimaOfEight(int[] hashes, int at, int[] multipliers, int[] summands, int[] minima) {
        int h0 = hashes[at];
        int h1 = hashes[at + 1];
        int h2 = hashes[at + 2];
        int h3 = hashes[at + 3];
        int h4 = hashes[at + 4];
        int h5 = hashes[at + 5];
        int h6 = hashes[at + 6];
        int h7 = hashes[at + 7];
        for (int c = 0; c < multipliers.length; c++) {
            int a = multipliers[c];
            int b = summands[c];
            int least01 = Math.min(a * h0 + b, a * h1 + b);
            int least23 = Math.min(a * h2 + b, a * h3 + b);
            int least45 = Math.min(a * h4 + b, a * h5 + b);
            int least67 = Math.min(a * h6 + b, a * h7 + b);
            minima[c] = Math.min(minima[c], Math.min(Math.min(least01, least23), Math.min(least45, least67)));
        }
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
            float[] columns = transposed(vectors, firstRow, rowCount, dimensions);
            float[] sums = new float[rowCount];
            for (int query = 0; query < queryCount; query++) {
                productsOfColumns(columns, vectors, firstQuery + query * dimensions, dimensions, sums);
                System.arraycopy(sums, 0, products, query * rowCount, rowCount);
            }
            return;
        }
        for (int query = 0; query < queryCount; query++) {
            int from = firstQuery + query * dimensions;
            for (int row = 0; row < rowCount; row++) {
                products[query * rowCount + row] = product(vectors, firstRow + row * dimensions, from, dimensions);
            }
        }
    }

    /** Sums of their own for each of eight neighbours: additions need not wait for one another. */
    private static float product(float[] vectors, int row, int query, int dimensions) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int d = 0;
        for (; d <= dimensions - DIMENSIONS; d += DIMENSIONS) {
            s0 += vectors[row + d] * vectors[query + d];
            s1 += vectors[row + d + 1] * vectors[query + d + 1];
            s2 += vectors[row + d + 2] * vectors[query + d + 2];
            s3 += vectors[row + d + 3] * vectors[query + d + 3];
            s4 += vectors[row + d + 4] * vectors[query + d + 4];
            s5 += vectors[row + d + 5] * vectors[query + d + 5];
            s6 += vectors[row + d + 6] * vectors[query + d + 6];
            s7 += vectors[row + d + 7] * vectors[query + d + 7];
        }
        for (; d < dimensions; d++) {
            s0 += vectors[row + d] * vectors[query + d];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    private static float[] transposed(float[] rows, int firstRow, int rowCount, int dimensions) {
        float[] columns = new float[rowCount * dimensions];
        for (int row = 0; row < rowCount; row++) {
            int from = firstRow + row * dimensions;
            for (int d = 0; d < dimensions; d++) {
                columns[d * rowCount + row] = rows[from + d];
            }
        }
        return columns;
    }

    private static void productsOfColumns(float[] columns, float[] queries, int query, int dimensions, float[] sums) {
        Arrays.fill(sums, 0);
        int d = 0;
        for (; d <= dimensions - DIMENSIONS; d += DIMENSIONS) {
            addEight(columns, d * sums.length, queries, query + d, sums);
        }
        for (; d < dimensions; d++) {
            float q = queries[query + d];
            for (int row = 0; row < sums.length; row++) {
                sums[row] += q * columns[d * sums.length + row];
            }
        }
    }

    private static void addEight(float[] columns, int from, float[] queries, int at, float[] sums) {
        float q0 = queries[at];
        float q1 = queries[at + 1];
        float q2 = queries[at + 2];
        float q3 = queries[at + 3];
        float q4 = queries[at + 4];
        float q5 = queries[at + 5];
        float q6 = queries[at + 6];
        float q7 = queries[at + 7];
        int n = sums.length;
        for (int row = 0; row < n; row++) {
            float even = q0 * columns[from + row] + q2 * columns[from + 2 * n + row];
            float odd = q1 * columns[from + n + row] + q3 * columns[from + 3 * n + row];
            even += q4 * columns[from + 4 * n + row] + q6 * columns[from + 6 * n + row];
            odd += q5 * columns[from + 5 * n + row] + q7 * columns[from + 7 * n + row];
            sums[row] += even + odd;
        }
    }
}

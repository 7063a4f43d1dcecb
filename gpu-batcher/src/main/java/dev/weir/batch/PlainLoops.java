package dev.weir.batch;

import java.util.Arrays;

/**
 * Loops of plain Java, in the shapes that its compiler turns into vector instructions by itself. Every product is summed up
 * in the order of the dimensions, so that equal vectors have equal products, whichever loop they come by.
 */
final class PlainLoops implements InnerLoops {

    /** Java 17's compiler makes comparisons one by one of {@link Math#min}; of arithmetic it makes vector instructions. */
    private static final boolean HAS_VECTOR_MINIMUM = Runtime.version().feature() >= 21;

    /** From how many queries on it pays to turn the rows round. */
    private static final int QUERIES_TO_TRANSPOSE = 8;

    private static final int DIMENSIONS = 8;
    private static final int ROWS = 4;

    @Override
    public Backend backend() {
        return Backend.CPU;
    }

    @Override
    public void minima(int[] hashes, int count, int[] multipliers, int[] summands, int[] minima) {
        int i = 0;
        for (; HAS_VECTOR_MINIMUM && i <= count - 8; i += 8) {
            minimaOfEight(hashes, i, multipliers, summands, minima);
        }
        for (; i < count; i += 2) {
            minimaOfTwo(hashes[i], hashes[Math.min(i + 1, count - 1)], multipliers, summands, minima);
        }
    }

    /** While a component is in a register, it is worked out for eight hashes. */
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

    private static void minimaOfTwo(int h0, int h1, int[] multipliers, int[] summands, int[] minima) {
        for (int c = 0; c < multipliers.length; c++) {
            int a = multipliers[c];
            int b = summands[c];
            minima[c] = least(minima[c], least(a * h0 + b, a * h1 + b));
        }
    }

    /**
     * The lesser of two numbers without a comparison, right also where their difference overflows: the sign of the whole is
     * that of {@code x < y}.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Hacker%27s_Delight">Warren: Hacker's Delight, comparison predicates</a>
     */
    private static int least(int x, int y) {
        int difference = x - y;
        int isLess = (difference ^ ((x ^ y) & (difference ^ x))) >> 31;
        return y + (difference & isLess);
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

package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InnerLoopsTest {

    private static final int BEFORE = 3;

    /** Those of this Java. */
    private static List<InnerLoops> loops() {
        List<InnerLoops> loops = new ArrayList<>(List.of(new PlainLoops()));
        VectorApi.loops().ifPresent(loops::add);
        return loops;
    }

    /** Numbers of dimensions, rows and queries that fill vectors, panels and groups of them, and such that do not. */
    @Test
    void shouldGiveEqualVectorsEqualProductsWhicheverLoopTheyComeBy() {
        Random random = new Random(1);
        for (InnerLoops loops : loops()) {
            for (int dimensions : new int[] {1, 3, 8, 19, 64, 100}) {
                for (int rows : new int[] {0, 1, 4, 5, 16, 31, 33, 64, 70, 129}) {
                    for (int queries : new int[] {0, 1, 2, 7, 8, 23, 24, 25, 33}) {
                        check(loops, random, dimensions, rows, queries);
                    }
                }
            }
        }
    }

    private static void check(InnerLoops loops, Random random, int dimensions, int rows, int queries) {
        float[] vectors = new float[BEFORE + (rows + queries) * dimensions];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (random.nextFloat() - 0.5f) / dimensions;
        }
        int firstQuery = BEFORE + rows * dimensions;
        float[] products = new float[rows * queries + 1];
        Arrays.fill(products, 7);
        loops.products(vectors, BEFORE, rows, firstQuery, queries, dimensions, products);

        assertThat(products[rows * queries]).as("behind the products").isEqualTo(7);
        float[] alone = new float[1];
        for (int query = 0; query < queries; query++) {
            for (int row = 0; row < rows; row++) {
                int rowAt = BEFORE + row * dimensions;
                int queryAt = firstQuery + query * dimensions;
                loops.products(vectors, rowAt, 1, queryAt, 1, dimensions, alone);
                String what = loops.backend() + ": row " + row + " of " + rows + ", query " + query + " of " + queries
                        + ", " + dimensions + " dimensions";
                assertThat(products[query * rows + row]).as(what).isEqualTo(alone[0]);
                double product = 0;
                for (int d = 0; d < dimensions; d++) {
                    product += (double) vectors[rowAt + d] * vectors[queryAt + d];
                }
                assertThat((double) alone[0]).as(what).isEqualTo(product, within(1e-6 / dimensions));
            }
        }
    }
}

package dev.weir.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestTest {

    private static final long ROW = 100;

    /** What one query finds among rows of these scores. */
    private static Neighbours among(int k, float least, float... scores) {
        Nearest nearest = new Nearest(1, k, least);
        nearest.offer(0, ROW, scores, 0, 0, scores.length);
        return nearest.toNeighbours();
    }

    @Test
    void shouldTakeWhatIsJustNearEnoughAndNothingElse() {
        float least = 0.5f;
        assertThat(among(3, least, 0.5f, Math.nextDown(0.5f), Float.NaN, Math.nextUp(0.5f))
                        .rows())
                .isEqualTo(new long[] {ROW + 3, ROW, -1});
        assertThat(among(2, 0, 0f, -0f, 1).rows()).isEqualTo(new long[] {ROW + 2, ROW});
        assertThat(among(2, -1, -1).rows()).isEqualTo(new long[] {ROW, -1});
        assertThat(among(2, 1, 1, Math.nextUp(1f)).rows()).isEqualTo(new long[] {ROW, ROW + 1});
    }

    @Test
    void shouldKeepTheNearestAndOfEqualOnesTheOlder() {
        Neighbours found = among(3, -1, 0.1f, 0.3f, 0.2f, 0.3f, 0.1f, 0.2f, 0.4f);

        assertThat(found.rows()).isEqualTo(new long[] {ROW + 6, ROW + 1, ROW + 3});
        assertThat(found.scores()).isEqualTo(new float[] {0.4f, 0.3f, 0.3f});
    }

    @Test
    void shouldLookAtNothingButTheRowsOffered() {
        float[] products = {0.9f, 0.1f, 0.2f, 0.3f, 0.9f};
        Nearest nearest = new Nearest(2, 2, -1);
        nearest.offer(1, ROW, products, 0, 1, 4);
        nearest.offer(0, ROW, products, 1, 1, 3);
        nearest.offer(0, ROW, products, 1, 2, 2);

        assertThat(nearest.toNeighbours().rows()).isEqualTo(new long[] {ROW + 2, ROW + 1, ROW + 3, ROW + 2});
    }
}

package dev.weir.batch;

import java.util.Arrays;

/** The cosines of one vector with those before it, in plain order: slow and obvious, to judge faster ways by. */
final class Cosines {

    private Cosines() {}

    /** The nearest rows before one row of a window, as {@link Engine#nearest} has them. */
    static Neighbours nearest(VectorWindow window, long query, int k, float least) {
        long[] rows = new long[k];
        float[] scores = new float[k];
        Arrays.fill(rows, -1);
        int found = 0;
        for (long row = window.first(query); row < query; row++) {
            float score = cosine(window, row, query);
            if (!(score >= least) || (found == k && score <= scores[k - 1])) {
                continue;
            }
            int at = found < k ? found++ : k - 1;
            while (at > 0 && scores[at - 1] < score) {
                scores[at] = scores[at - 1];
                rows[at] = rows[at - 1];
                at--;
            }
            scores[at] = score;
            rows[at] = row;
        }
        return new Neighbours(k, rows, scores);
    }

    private static float cosine(VectorWindow window, long one, long other) {
        float[] ring = window.ring();
        int dimensions = window.dimensions();
        int first = window.index(one);
        int second = window.index(other);
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            sum += (double) ring[first + i] * ring[second + i];
        }
        return (float) sum;
    }
}

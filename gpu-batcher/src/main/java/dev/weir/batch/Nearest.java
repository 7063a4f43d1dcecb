package dev.weir.batch;

import java.util.Arrays;

/** The nearest rows found so far of some queries, nearest first; rows are to be offered in their order. */
final class Nearest {

    private final int k;
    private final float least;
    private final long[] rows;
    private final float[] scores;
    private final int[] counts;

    Nearest(int queries, int k, float least) {
        this.k = k;
        this.least = least;
        rows = new long[Math.multiplyExact(queries, k)];
        scores = new float[rows.length];
        counts = new int[queries];
        Arrays.fill(rows, -1);
    }

    /**
     * Offers some rows one behind the other.
     *
     * @param products the scores of the rows from {@code row} on, from {@code at} on
     * @param from the first of these rows, counted from {@code row}
     * @param to the one behind the last
     */
    void offer(int query, long row, float[] products, int at, int from, int to) {
        int end = at + to;
        int next = above(bound(query), products, at + from, end);
        while (next < end) {
            offer(query, row + (next - at), products[next]);
            next = above(bound(query), products, next + 1, end);
        }
    }

    /** The index of the first score above a bound. */
    private static int above(float bound, float[] products, int from, int to) {
        for (int i = from; i < to; i++) {
            if (products[i] > bound) {
                return i;
            }
        }
        return to;
    }

    /** What a score must exceed. */
    private float bound(int query) {
        return counts[query] < k ? Math.nextDown(least) : scores[query * k + k - 1];
    }

    /** Offers a row; of equally near ones that which was offered first stays in front. */
    private void offer(int query, long row, float score) {
        float cosine = Math.max(-1, Math.min(1, score));
        if (!(cosine > bound(query))) {
            return;
        }
        int first = query * k;
        int at = first + Math.min(counts[query], k - 1);
        while (at > first && scores[at - 1] < cosine) {
            scores[at] = scores[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        scores[at] = cosine;
        rows[at] = row;
        counts[query] = Math.min(k, counts[query] + 1);
    }

    /** Offers all that another one found among later rows. */
    void offerAll(Nearest later) {
        for (int query = 0; query < counts.length; query++) {
            for (int i = query * k; i < query * k + later.counts[query]; i++) {
                offer(query, later.rows[i], later.scores[i]);
            }
        }
    }

    Neighbours toNeighbours() {
        return new Neighbours(k, rows, scores);
    }
}

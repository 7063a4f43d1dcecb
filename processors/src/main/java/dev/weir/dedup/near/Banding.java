package dev.weir.dedup.near;

import dev.weir.batch.Elements;
import dev.weir.batch.MinHash;

/** Into how many bands of how many rows the signatures of lines are cut, so that lines that are alike are found. */
public final class Banding {

    private static final int COMPONENTS = 64;
    private static final int MAX_ROWS = 8;
    /** How likely a line that is just similar enough is to be found. */
    private static final double LIKELIHOOD = 0.999;

    private Banding() {}

    /**
     * The signatures that find lines of a similarity: of bands with as many rows as are still likely enough to.
     *
     * @param similarity the least share of words in common, above 0 and below 1
     */
    public static MinHash of(double similarity) {
        int rows = 1;
        for (int candidate = 2; candidate <= MAX_ROWS; candidate++) {
            rows = likelihood(similarity, candidate) >= LIKELIHOOD ? candidate : rows;
        }
        return new MinHash(Elements.WORDS, COMPONENTS / rows, rows);
    }

    private static double likelihood(double similarity, int rows) {
        // Of n words each, s * n in common: the union has (2 - s) * n.
        double jaccard = similarity / (2 - similarity);
        int bands = COMPONENTS / rows;
        return 1 - Math.pow(1 - Math.pow(jaccard, rows), bands);
    }
}

package dev.weir.metrics;

/**
 * How observations are spread, as a histogram with fixed buckets.
 *
 * @param bounds the upper bound of each bucket, ascending; the last is infinite
 * @param counts how many observations are at or below each bound
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Distribution(double[] bounds, double[] counts) {

    /** How many observations there are. */
    public double count() {
        return counts[counts.length - 1];
    }

    /** What was observed since an earlier reading of the same histogram. */
    public Distribution since(Distribution earlier) {
        double[] more = counts.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] -= earlier.counts[i];
        }
        return new Distribution(bounds, more);
    }

    /**
     * The value below which a share of the observations lies, as exact as the buckets are wide: they are taken to be
     * filled evenly. NaN without observations; the last finite bound for what lies beyond it.
     *
     * @param share from 0 to 1
     */
    public double quantile(double share) {
        double rank = share * count();
        if (count() <= 0) {
            return Double.NaN;
        }
        int bucket = 0;
        while (bucket < bounds.length - 1 && counts[bucket] < rank) {
            bucket++;
        }
        if (bucket == bounds.length - 1) {
            return bounds[bounds.length - 2];
        }
        double from = bucket == 0 ? 0 : bounds[bucket - 1];
        double below = bucket == 0 ? 0 : counts[bucket - 1];
        double inside = counts[bucket] - below;
        return inside <= 0 ? from : from + (bounds[bucket] - from) * (rank - below) / inside;
    }
}

package dev.weir.dedup.near;

/** Knows the bands of lines' signatures, or works them out. Serves the thread that calls it. */
public interface BandSource {

    /** How many bands a signature has. */
    int bands();

    /**
     * The bands of a line's signature: lines that are alike are likely to have one in common.
     *
     * @param kind the line's kind, which says all about its text
     * @param bytes holds the text
     * @param from where it begins
     * @param to where it ends
     * @return one number a band, not to be written to
     */
    long[] bands(NearDuplicates.Kind kind, byte[] bytes, int from, int to);
}

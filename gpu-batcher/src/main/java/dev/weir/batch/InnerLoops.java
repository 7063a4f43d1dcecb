package dev.weir.batch;

/**
 * The two loops in which a processor spends nearly all its time, as one kind of Java code does them. Only engines use it;
 * it is public because the Vector API has a package of its own. Thread-safe: all state is in the arguments.
 */
public interface InnerLoops {

    /** Components are worked out in groups of so many. */
    int COMPONENTS = 16;

    /** Which kind of code this is. */
    Backend backend();

    /**
     * Takes the hashes of elements into a MinHash signature, whose numbers are kept with the highest bit flipped: so their
     * order as signed numbers is that of the unsigned ones.
     *
     * @param hashes of elements
     * @param count how many of them, from index 0 on
     * @param multipliers by component; as many as a multiple of {@link #COMPONENTS}
     * @param summands by component, the highest bit flipped; as many
     * @param minima the least numbers so far by component, the highest bit flipped; as many
     */
    void minima(int[] hashes, int count, int[] multipliers, int[] summands, int[] minima);

    /**
     * Multiplies each of some vectors with each of some others; all of them are in one array, one behind the other.
     *
     * @param vectors the numbers of all
     * @param firstRow the index of the first row's first number
     * @param rowCount how many rows
     * @param firstQuery the index of the first query's first number
     * @param queryCount how many queries
     * @param dimensions how many numbers a vector has
     * @param products gets the scalar products: those of the first query with all rows, then those of the second, and so on
     */
    void products(
            float[] vectors,
            int firstRow,
            int rowCount,
            int firstQuery,
            int queryCount,
            int dimensions,
            float[] products);
}

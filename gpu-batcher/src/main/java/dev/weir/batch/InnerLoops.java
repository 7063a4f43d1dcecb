package dev.weir.batch;

/**
 * The loops in which a processor spends nearly all its time, as one kind of Java code does them. Only engines use it;
 * it is public because the Vector API has a package of its own. Thread-safe: all state is in the arguments.
 */
public interface InnerLoops {

    /** Which kind of code this is. */
    Backend backend();

    /**
     * Hashes shingles as {@link ElementHash#shingle} does.
     *
     * @param bytes a text
     * @param from where the first shingle begins
     * @param count how many there are, each a byte further on
     * @param hashes gets the hashes, in any order; what lies behind them may be written over
     */
    void shingles(byte[] bytes, int from, int count, int[] hashes);

    /**
     * A MinHash signature of the empty set, to take elements in.
     *
     * @param components how many it has
     */
    Minima minima(int components);

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

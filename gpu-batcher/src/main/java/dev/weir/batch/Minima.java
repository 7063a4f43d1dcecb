package dev.weir.batch;

/**
 * The components of a {@link MinHash} signature while elements come in. Only engines use it; it is public because the Vector
 * API has a package of its own. One thread.
 */
public interface Minima {

    /** Goes back to the signature of the empty set. */
    void clear();

    /** Takes in the first {@code count} hashes of elements. */
    void add(int[] hashes, int count);

    /** Fills an array with the first components: unsigned numbers; 2<sup>32</sup> - 1 each if there is no element yet. */
    void copyTo(int[] components);
}

package dev.weir.window;

/**
 * The table of one time segment: from a fingerprint to when, after the segment's start, and where its kind was seen.
 *
 * <p>One thread at a time. No method but {@link #put} may take long however large the table is, and {@code put} only for
 * as long as a small part of the table takes to be moved: a table grows in steps.
 */
public interface SightingTable extends AutoCloseable {

    /** Where {@link #visit} has nothing more to visit. */
    long END = -1;

    /** Takes the entries of a table. */
    interface Visitor {
        void visit(Sighting sighting);
    }

    /**
     * Adds a fingerprint that is not in the table.
     *
     * @param afterStartMs not negative
     * @return false if the table takes no more: it is as large as it can be, or there is no memory left. It can still be
     *     read, and entries can be removed
     */
    boolean put(long high, long low, int afterStartMs, int partition, long offset);

    /** Fills {@code into} with what is known of a fingerprint; false if nothing is, and then {@code into} stays. */
    boolean find(long high, long low, Sighting into);

    /** Removes a fingerprint; false if it was not there. */
    boolean remove(long high, long low);

    /** How many fingerprints it holds. */
    int size();

    /**
     * Visits some entries, in no order, those that are put meanwhile or not. Nothing may be removed meanwhile, but between
     * two calls everything may happen.
     *
     * @param from 0, or what the call before returned
     * @param atLeast how many entries to visit, if there are as many; it may be some thousand more
     * @return where to go on, or {@link #END}
     */
    long visit(long from, int atLeast, Visitor visitor);

    /** How much memory it takes, on the heap or not. */
    long bytes();

    /** Gives the memory back. The table must not be used any more. */
    @Override
    void close();
}

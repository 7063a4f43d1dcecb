package dev.weir.window;

/**
 * The table of one time segment: from a fingerprint to when, after the segment's start, and where its kind was seen. What
 * it holds is found by {@link SightingTables#find}.
 *
 * <p>One thread. No method takes long however large the table is: it grows in steps.
 */
public interface SightingTable extends AutoCloseable {

    /** Where {@link #visit} has nothing more to visit. */
    long END = -1;

    /** Takes the entries of a table. */
    interface Visitor {
        void visit(Sighting sighting);
    }

    /**
     * Adds a fingerprint that is in no table but retired ones; these tell of it no more.
     *
     * @param afterStartMs not negative
     * @return false if the table takes no more: it is as large as it can be, or there is no memory left. It can still be
     *     read, and entries can be removed
     */
    boolean put(long high, long low, int afterStartMs, int partition, long offset);

    /** Removes a fingerprint; false if it was not there. The table must not be retired. */
    boolean remove(long high, long low);

    /** From now on the table's entries are not found any more, only visited: those that are not put into another table. */
    void retire();

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

    /** Visits what was put since this method or {@link #skipNew} was called last, and is still there. */
    void visitNew(Visitor visitor);

    /** Nothing that was put so far counts as new. */
    void skipNew();

    /** Gives the memory back. The table must not be used any more. */
    @Override
    void close();
}

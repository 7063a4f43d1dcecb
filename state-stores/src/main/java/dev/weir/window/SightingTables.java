package dev.weir.window;

import org.jspecify.annotations.Nullable;

/** The tables of one ring. One thread, but for {@link #open}. */
public interface SightingTables extends AutoCloseable {

    /**
     * Opens an empty table.
     *
     * @param expected how many fingerprints it will hold at a guess; it takes more as well
     */
    SightingTable open(int expected);

    /** Whether opening takes so long that it is better done ahead; then another thread may do it. */
    boolean opensSlowly();

    /**
     * Looks a fingerprint up in all tables that are open and not retired; it must be in one of them at most.
     *
     * @param into takes what is known of it; stays if nothing is
     * @return the table that it is in, or null
     */
    @Nullable
    SightingTable find(long high, long low, Sighting into);

    /** How much memory the tables take together, on the heap or not. */
    long bytes();

    /** Closes all tables that anything was put into. */
    @Override
    void close();
}

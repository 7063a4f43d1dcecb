package dev.weir.window;

/** Makes the tables of a {@link SightingRing}. Thread-safe; serves any number of rings. */
public interface SightingEngine {

    /**
     * Opens an empty table.
     *
     * @param expected how many fingerprints it will hold at a guess; it takes more as well
     */
    SightingTable open(int expected);

    /** Whether opening takes so long that it is better done ahead, by another thread. */
    boolean opensSlowly();

    /** Plain tables in direct memory: no flags, nothing on the heap but some arrays. */
    static SightingEngine offHeap() {
        return new OffHeapEngine();
    }

    /** Hash maps of objects: the plainest there is, and five times the memory. */
    static SightingEngine heap() {
        return new HeapEngine();
    }
}

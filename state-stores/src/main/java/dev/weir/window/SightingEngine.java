package dev.weir.window;

/** A way to hold the tables of {@link SightingRing}s. Thread-safe; serves any number of rings. */
public interface SightingEngine {

    /** The tables of one ring; none is open yet. */
    SightingTables tables();

    /** Plain tables in direct memory: no flags, nothing on the heap but some arrays. */
    static SightingEngine offHeap() {
        return new OffHeapEngine();
    }

    /** Hash maps of objects: the plainest there is, and twice the memory. */
    static SightingEngine heap() {
        return HeapTables::new;
    }
}

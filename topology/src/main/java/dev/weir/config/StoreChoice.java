package dev.weir.config;

/** What keeps the state of a pipeline's open streams between commits. */
public enum StoreChoice {
    /** Chronicle Map where this Java can run it, RocksDB where not. */
    AUTO("auto"),
    /** Chronicle Map, or no start: off the heap, in files that are mapped into memory. */
    CHRONICLE("chronicle"),
    /** RocksDB. */
    ROCKSDB("rocksdb"),
    /** The heap: each start restores all of it from the changelog. */
    MEMORY("memory");

    private final String written;

    StoreChoice(String written) {
        this.written = written;
    }

    /** The word in the configuration. */
    public String written() {
        return written;
    }
}

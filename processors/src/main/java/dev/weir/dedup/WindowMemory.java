package dev.weir.dedup;

/** What holds the kinds of line that were seen once in a window. */
public enum WindowMemory {
    /** Plain tables in direct memory. */
    OFF_HEAP,
    /** Chronicle Maps, which need a JDK and some flags. */
    CHRONICLE,
    /** Hash maps. */
    HEAP
}

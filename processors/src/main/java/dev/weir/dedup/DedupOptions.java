package dev.weir.dedup;

/**
 * How repeated lines are told and how long they are remembered.
 *
 * @param windowMs how long after the first line of its kind a line counts as a repeat, in event time
 * @param pass how many lines of a kind pass in a window before the rest is held back
 * @param scope among which lines repeats are looked for
 * @param mask what two lines may differ in and still be of one kind
 * @param lateMs how far behind stream time a line may be and still be compared
 * @param maxKeys how many kinds of line are remembered at once; lines of further kinds pass
 * @param summaryIntervalMs how often a storm that goes on is summed up; 0 for only at its window's end
 */
public record DedupOptions(
        long windowMs, int pass, Scope scope, Mask mask, long lateMs, int maxKeys, long summaryIntervalMs) {

    /** Among which lines repeats are looked for. */
    public enum Scope {
        /** Lines with the same record key. */
        KEY,
        /** All lines of a topic partition. */
        PARTITION,
        /** All lines of the input topics; they come to a task by their fingerprints then. */
        GLOBAL
    }

    /** What two lines may differ in and still be of one kind. */
    public enum Mask {
        /** Numbers, identifiers, addresses, times and the amount of white space; see {@code LineMasker}. */
        NUMBERS,
        /** The amount of white space. */
        WHITESPACE,
        /** Nothing. */
        EXACT
    }

    public DedupOptions {
        if (windowMs < 1 || pass < 1 || lateMs < 0 || maxKeys < 1 || summaryIntervalMs < 0) {
            throw new IllegalArgumentException("windowMs " + windowMs + ", pass " + pass + " and maxKeys " + maxKeys
                    + " must be 1 or more, lateMs " + lateMs + " and summaryIntervalMs " + summaryIntervalMs
                    + " 0 or more");
        }
    }
}

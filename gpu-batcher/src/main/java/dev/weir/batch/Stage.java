package dev.weir.batch;

/**
 * Something to work out of each message of a batch. Stages are values: equal ones have equal results from every engine.
 *
 * @param <R> the result for all messages of a batch
 */
public sealed interface Stage<R> permits ContentHash, PatternScan, MinHash, SimHash {

    /** The stage in a metric's label and in what is printed, such as {@code min-hash}. */
    String label();
}

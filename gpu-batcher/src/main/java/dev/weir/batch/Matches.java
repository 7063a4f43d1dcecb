package dev.weir.batch;

/**
 * Where patterns were found.
 *
 * @param categories by message a bit for each category of which a pattern was found
 * @param ends for each event, in the order of the messages and of the places in them, just behind which byte of the
 *     batch a pattern ends
 * @param patterns for each event which pattern it is: the longest one that ends there
 * @param isComplete whether every place has its event; else the first ones have, as many as were allowed
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, handed from one owner to the next
public record Matches(long[] categories, int[] ends, int[] patterns, boolean isComplete) {}

package dev.weir.batch;

/**
 * The nearest rows of a window, by query.
 *
 * @param k how many were asked for
 * @param rows those of the first query, the nearest first, then those of the second, and so on; -1 where there are no more
 * @param scores their cosines, from -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, handed from one owner to the next
public record Neighbours(int k, long[] rows, float[] scores) {}

package dev.weir.batch;

/**
 * A hash of 128 bits for each message.
 *
 * @param high the upper 64 bits by message
 * @param low the lower 64 bits by message
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, handed from one owner to the next
public record Hashes(long[] high, long[] low) {}

package dev.weir.batch;

/**
 * The bands of signatures.
 *
 * @param bands how many each message has
 * @param keys those of the first message, then those of the second, and so on; equal numbers at the same place of two
 *     messages say that they may be alike
 */
@SuppressWarnings("ArrayRecordComponent") // a column of numbers, handed from one owner to the next
public record Bands(int bands, long[] keys) {

    /** One band of one message. */
    public long key(int message, int band) {
        return keys[message * bands + band];
    }
}

package dev.weir.batch;

/**
 * A literal to look for.
 *
 * @param literal its bytes, at least one
 * @param category what a message belongs to that has it, from 0 to {@link #MAX_CATEGORY}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, to be compiled
public record Pattern(byte[] literal, int category) {

    /** The highest category: a message's are the bits of a long. */
    public static final int MAX_CATEGORY = 63;

    /** @throws IllegalArgumentException if there are no bytes, or there is no such category */
    public Pattern {
        if (literal.length == 0) {
            throw new IllegalArgumentException("a pattern of no bytes is everywhere");
        }
        if (category < 0 || category > MAX_CATEGORY) {
            throw new IllegalArgumentException(
                    "category " + category + " is not one of those from 0 to " + MAX_CATEGORY);
        }
    }
}

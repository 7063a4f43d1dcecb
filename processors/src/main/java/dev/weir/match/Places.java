package dev.weir.match;

/**
 * Where patterns end in one text of a batch: a stretch of the columns that are the whole batch's.
 *
 * @param ends just behind which byte of the batch a pattern ends, in order
 * @param patterns the longest pattern that ends there
 * @param first the first place of the text in the columns
 * @param count how many places it has
 * @param textStart where the text begins in the batch
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, of which this is a view
public record Places(int[] ends, int[] patterns, int first, int count, int textStart) {

    /** No pattern is in the text. */
    static final Places NONE = new Places(new int[0], new int[0], 0, 0, 0);

    /** Just behind which byte of the text a pattern ends. */
    int end(int place) {
        return ends[first + place] - textStart;
    }

    /** The longest pattern that ends there. */
    int pattern(int place) {
        return patterns[first + place];
    }
}

package dev.weir.dedup.near;

/**
 * The share of words that two texts have in common in the same order: the length of their longest common subsequence by that
 * of the longer text. Takes time in proportion to the words and to how many may differ.
 */
final class WordSimilarity {

    private int[] row = new int[Words.MAX_WORDS + 2];

    /** Whether the share is at least so high. */
    boolean reaches(double share, int[] left, int[] right) {
        int longer = Math.max(left.length, right.length);
        int wanted = (int) Math.ceil(share * longer - 1e-9);
        if (Math.min(left.length, right.length) < wanted) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(left.length, right.length);
        while (start < shorter && left[start] == right[start]) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start && left[left.length - 1 - tail] == right[right.length - 1 - tail]) {
            tail++;
        }
        int common = start + tail;
        return common >= wanted
                || common + middle(left, start, left.length - tail, right, start, right.length - tail, longer - wanted)
                        >= wanted;
    }

    /** The longest common subsequence of two middles, as long as it strays from the diagonal by so many words at most. */
    private int middle(int[] left, int from, int to, int[] right, int rightFrom, int rightTo, int stray) {
        int columns = rightTo - rightFrom;
        for (int column = 0; column <= columns; column++) {
            row[column] = 0;
        }
        for (int i = from; i < to; i++) {
            int line = i - from + 1;
            int first = Math.max(1, line - stray);
            int last = Math.min(columns, line + stray);
            int diagonal = row[first - 1];
            for (int column = first; column <= last; column++) {
                int above = row[column];
                row[column] =
                        left[i] == right[rightFrom + column - 1] ? diagonal + 1 : Math.max(above, row[column - 1]);
                diagonal = above;
            }
        }
        return row[columns];
    }
}

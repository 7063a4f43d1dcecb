package dev.weir.loop;

/**
 * The lag at which the end of a text has repeated itself longest.
 *
 * <p>The Z function (Gusfield, Algorithms on Strings, Trees and Sequences, 1.3) of the text read backwards has that
 * length for every lag in one pass, linear in the length of the text.
 */
final class LongestRun {

    /** Shorter runs are left to probing. */
    private static final int LEAST_RUN = 64;

    private LongestRun() {}

    /**
     * @param from where the text begins in {@code bytes}
     * @param to where it ends
     * @return the smallest lag of those with the longest run; 0 if no run is long enough to be worth following
     */
    static int lag(byte[] bytes, int from, int to, int maxLag) {
        int length = to - from;
        int last = to - 1;
        int[] runs = new int[Math.min(length, maxLag + 1)];
        int best = 0;
        int bestRun = LEAST_RUN - 1;
        int left = 0;
        int right = 0;
        for (int lag = 1; lag < runs.length; lag++) {
            int run = lag < right ? Math.min(right - lag, runs[lag - left]) : 0;
            while (lag + run < length && bytes[last - run] == bytes[last - lag - run]) {
                run++;
            }
            if (lag + run > right) {
                left = lag;
                right = lag + run;
            }
            runs[lag] = run;
            if (run > bestRun) {
                best = lag;
                bestRun = run;
            }
        }
        return best;
    }
}

package dev.weir.bench.loops;

/** What repetition means, byte by byte; slow and plain on purpose, for it is what detectors are judged by. */
final class Periods {

    private Periods() {}

    /** The length of the shortest text that the given one is a repetition of. */
    static int fundamental(byte[] text) {
        for (int period = 1; period <= text.length / 2; period++) {
            if (text.length % period == 0 && runEnd(text, 0, period) == text.length) {
                return period;
            }
        }
        return text.length;
    }

    /** Where a run that begins at {@code start} ends: the first byte that differs from the one a period before it. */
    static int runEnd(byte[] text, int start, int period) {
        int end = Math.min(text.length, start + period);
        while (end < text.length && text[end] == text[end - period]) {
            end++;
        }
        return end;
    }

    /** Where a run really begins if it was seen from {@code start} on: bytes before it may repeat as well. */
    static int runStart(byte[] text, int start, int period) {
        int begin = start;
        while (begin > 0 && text[begin - 1] == text[begin - 1 + period]) {
            begin--;
        }
        return begin;
    }

    /** The largest number of bytes in a row that equal those one period before them. */
    static int longestRun(byte[] text, int period) {
        int longest = 0;
        int run = 0;
        for (int i = period; i < text.length; i++) {
            run = text[i] == text[i - period] ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}

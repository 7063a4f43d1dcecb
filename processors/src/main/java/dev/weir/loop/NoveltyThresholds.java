package dev.weir.loop;

/**
 * How little of a text may be new before that is a loop.
 *
 * @param repeatedPercent the share of words that stood there shortly before, with the words before them, from which on it
 *     is a loop
 * @param windowBytes over how many bytes the share is taken
 */
record NoveltyThresholds(int repeatedPercent, int windowBytes) {

    int blocks() {
        return Math.max(1, windowBytes / NormalText.BLOCK);
    }
}

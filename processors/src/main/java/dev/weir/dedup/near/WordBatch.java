package dev.weir.dedup.near;

import java.util.Arrays;

/**
 * The words of many texts, each word as a hash of 64 bits: one flat array, as a device with memory of its own wants it.
 * Belongs to one thread.
 */
public final class WordBatch {

    /** A text with more words is compared by its first ones only. */
    public static final int MAX_WORDS = 512;

    private long[] words = new long[64];
    private int[] ends = new int[8];
    private int texts;
    private int size;

    /** Forgets all texts. */
    public void clear() {
        texts = 0;
        size = 0;
    }

    /** Adds a text: its words are the runs of letters, digits and bytes above 127. */
    public void add(byte[] text, int from, int to) {
        int first = size;
        int i = from;
        while (i < to && size - first < MAX_WORDS) {
            while (i < to && !Characters.isWord(text[i])) {
                i++;
            }
            int start = i;
            long hash = 0;
            while (i < to && Characters.isWord(text[i])) {
                hash = (hash ^ (text[i++] & 0xFF)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            if (i > start) {
                if (size == words.length) {
                    words = Arrays.copyOf(words, 2 * size);
                }
                words[size++] = hash * 0xC2B2AE3D27D4EB4FL;
            }
        }
        if (texts == ends.length) {
            ends = Arrays.copyOf(ends, 2 * texts);
        }
        ends[texts++] = size;
    }

    /** How many texts there are. */
    public int texts() {
        return texts;
    }

    /** Where in {@link #word} the words of a text begin. */
    public int start(int text) {
        return text == 0 ? 0 : ends[text - 1];
    }

    /** Just behind the last word of a text. */
    public int end(int text) {
        return ends[text];
    }

    /** The hash of a word of all there are. */
    public long word(int index) {
        return words[index];
    }
}

package dev.weir.dedup.near;

import java.util.Arrays;

/** The words of a text: runs of letters, digits and bytes above 127. */
final class Words {

    /** A text with more words is compared by its first ones only. */
    static final int MAX_WORDS = 512;

    private static final int FIRST_WORDS = 24;

    private Words() {}

    /** The hash of each word, in their order. */
    static int[] of(byte[] text, int from, int to) {
        int[] words = new int[FIRST_WORDS];
        int size = 0;
        int i = from;
        while (i < to && size < MAX_WORDS) {
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
                words[size++] = (int) ((hash * 0xC2B2AE3D27D4EB4FL) >>> 32);
            }
        }
        return Arrays.copyOf(words, size);
    }
}

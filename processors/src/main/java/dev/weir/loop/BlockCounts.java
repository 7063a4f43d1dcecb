package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/** What was counted of the last blocks of a text, and what it adds up to. */
final class BlockCounts {

    /** How many phrases of going round in circles are many, in as many blocks as are looked at. */
    static final int MANY_PHRASES = 6;

    private static final int WORDS = 0;
    private static final int SPACED = 1;
    private static final int REPEATED = 2;
    private static final int PHRASES = 3;
    private static final int LETTERS = 4;
    private static final int DIGITS = 5;
    private static final int OTHERS = 6;
    private static final int KINDS = 7;

    // What prose is like. Words of ten letters or fewer, and nine in ten behind white space.
    private static final int LEAST_WORDS_A_BLOCK = 24;
    private static final int LEAST_SPACED_PERCENT = 90;
    private static final int LEAST_LETTERS_PERCENT = 68;
    private static final int MOST_DIGITS_PERCENT = 8;
    private static final int MOST_OTHERS_PERCENT = 8;

    /** With more digits than that, in a hundred bytes, or more symbols, a block is no part of prose either. */
    private static final int FAR_FROM_PROSE_PERCENT = 24;

    private static final int LEAST_REPEATED_PERCENT = 40;

    private final int blocks;
    /** For each block in turn the counts of all kinds; the next one overwrites the oldest. */
    private final short[] ring;

    private final int[] sums = new int[KINDS];
    private int size;
    private int last;
    /** The distances at which words repeated, in the newest blocks that had any. */
    private int lag;

    BlockCounts(int blocks) {
        this.blocks = blocks;
        this.ring = new short[blocks * KINDS];
    }

    /** Begins a block. */
    void begin(int letters, int digits, int others) {
        last = (last + 1) % blocks;
        for (int kind = 0; kind < KINDS; kind++) {
            set(kind, 0);
        }
        size = Math.min(blocks, size + 1);
        set(LETTERS, letters);
        set(DIGITS, digits);
        set(OTHERS, others);
    }

    /**
     * Ends a block.
     *
     * @param spaced how many of the words have white space before them
     * @param repeated how many of them repeat
     * @param distances the sum of the distances at which they do
     */
    void end(int words, int spaced, int repeated, int distances) {
        set(WORDS, words);
        set(SPACED, spaced);
        set(REPEATED, repeated);
        if (repeated > 0) {
            lag = distances / repeated;
        }
    }

    void phrases(int count) {
        set(PHRASES, count);
    }

    private void set(int kind, int count) {
        int cell = last * KINDS + kind;
        sums[kind] += count - ring[cell];
        ring[cell] = (short) count;
    }

    void clear() {
        Arrays.fill(ring, (short) 0);
        Arrays.fill(sums, 0);
        size = 0;
        last = 0;
    }

    /** Whether the words of a block with so many digits and symbols are worth a look. */
    static boolean mayBeProse(int digits, int others) {
        int most = FAR_FROM_PROSE_PERCENT * NormalText.BLOCK / 100;
        return digits <= most && others <= most;
    }

    boolean isFull() {
        return size == blocks;
    }

    boolean readsAsProse() {
        int bytes = blocks * NormalText.BLOCK;
        return sums[WORDS] >= LEAST_WORDS_A_BLOCK * blocks
                && sums[SPACED] * 100 >= LEAST_SPACED_PERCENT * sums[WORDS]
                && sums[LETTERS] * 100 >= LEAST_LETTERS_PERCENT * bytes
                && sums[DIGITS] * 100 <= MOST_DIGITS_PERCENT * bytes
                && sums[OTHERS] * 100 <= MOST_OTHERS_PERCENT * bytes;
    }

    int repeatedPercent() {
        return sums[WORDS] == 0 ? 0 : 100 * sums[REPEATED] / sums[WORDS];
    }

    /** Whether the newest block was hardly new. */
    boolean isRepetitive() {
        return repeatedPercent(last) >= LEAST_REPEATED_PERCENT;
    }

    /** Whether two blocks in a row were mostly new. */
    boolean isNewAgain() {
        int before = (last + blocks - 1) % blocks;
        return !isRepetitive() && repeatedPercent(before) < LEAST_REPEATED_PERCENT;
    }

    /** How many of the blocks there are without the oldest ones that were mostly new. */
    int repetitive() {
        int count = size;
        while (count > 0 && repeatedPercent((last + blocks + 1 - count) % blocks) < LEAST_REPEATED_PERCENT) {
            count--;
        }
        return count;
    }

    /** The share of the words of the newest block that repeat. */
    int lastRepeatedPercent() {
        return repeatedPercent(last);
    }

    private int repeatedPercent(int block) {
        int words = ring[block * KINDS + WORDS];
        return words == 0 ? 0 : 100 * ring[block * KINDS + REPEATED] / words;
    }

    int phrases() {
        return sums[PHRASES];
    }

    /** The mean distance at which words repeated lately, in bytes. */
    int lag() {
        return lag;
    }

    void save(StateWriter state) {
        state.writeInt(size);
        state.writeInt(last);
        state.writeInt(lag);
        for (short count : ring) {
            state.writeInt(count);
        }
    }

    void restore(StateReader state) {
        size = state.readInt();
        last = state.readInt();
        lag = state.readInt();
        if (size < 0 || size > blocks || last < 0 || last >= blocks || lag < 0) {
            throw new MalformedStateException("state has " + size + " blocks of " + blocks + " up to number " + last);
        }
        for (int cell = 0; cell < ring.length; cell++) {
            ring[cell] = (short) state.readInt();
            sums[cell % KINDS] += ring[cell];
        }
    }
}

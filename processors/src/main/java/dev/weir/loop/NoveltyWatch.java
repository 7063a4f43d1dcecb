package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Notices prose that says hardly anything that it did not say shortly before, in whatever order.
 *
 * <p>At the first byte of each word, the 12 bytes before it are looked up: most of the last two words, and what stands
 * between them. Where they stood within the last {@link NormalText#REACH} bytes, at the first byte of a word as well, the
 * word counts as repeated. Of honest prose hardly any words do; where sentences come back in any order nearly all do but
 * those at the seams, and where each repetition changes some words nearly all do but those around the changed ones.
 *
 * <p>A text that is quoted or revised repeats too, once. So the repetition has to go on for twice the distance at which
 * words come back.
 *
 * <p>Source code, tables and logs repeat as much by right. They do not read as prose, where words follow words with one
 * space between: that is asked of the whole window.
 */
final class NoveltyWatch {

    private static final long NOT_SUSPECTED = -1;

    /** So many distances at which words come back: what was written once and is written anew passes. */
    private static final int LEAST_REPEATS = 2;

    private static final int WINDOW = 12;
    private static final int SLOTS = 1_024;
    private static final int SHIFT = Long.SIZE - 10;

    // the first multipliers of xxHash64
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final TextHistory text;
    private final NormalText block;
    private final NoveltyThresholds thresholds;
    private final boolean countsPhrases;
    private final BlockCounts counts;

    /** Where a window stood last, its low 16 bits, by the window's hash: a hint, the bytes are compared. */
    private char[] positions = {};

    /** Since where the text has been repetitive without a break. */
    private long suspectedSince = NOT_SUSPECTED;
    /** Whether the loop that goes on was told, since when it goes on, and what it wasted. */
    private boolean told;

    private long offset;
    private long wastedBytes;

    /**
     * @param block the text normalised, with what was counted of its last block; it takes each block first
     * @param countsPhrases whether to count phrases of going round in circles too
     */
    NoveltyWatch(TextHistory text, NormalText block, NoveltyThresholds thresholds, boolean countsPhrases) {
        this.text = text;
        this.block = block;
        this.thresholds = thresholds;
        this.countsPhrases = countsPhrases;
        this.counts = new BlockCounts(thresholds.blocks());
    }

    /**
     * Takes the next block.
     *
     * @param explained whether the block is known to loop in another way, which is not told once more
     * @param runs whether the block is within a run that may become a loop in another way
     */
    void take(boolean explained, boolean runs, LoopListener listener) {
        long start = block.start();
        int others = (int) (block.end() - start) - block.letters() - block.digits() - block.spaces();
        counts.begin(block.letters(), block.digits(), others);
        if (BlockCounts.mayBeProse(block.digits(), others)) {
            lookUp(start);
        }
        if (countsPhrases && counts.isRepetitive()) {
            counts.phrases(CircularPhrases.count(
                    block.normal(), block.normalStart(), block.normal().end()));
        }
        if (explained) {
            counts.clear();
        }
        decide(start, runs, listener);
    }

    private void decide(long start, boolean runs, LoopListener listener) {
        int percent = counts.repeatedPercent();
        if (suspectedSince == NOT_SUSPECTED) {
            if (counts.isFull() && counts.readsAsProse() && percent >= needed()) {
                suspectedSince = Math.max(0, start - (counts.repetitive() - 1L) * NormalText.BLOCK);
            }
        } else if (counts.isNewAgain() || percent * 5 < needed() * 4) {
            end(start, listener);
            suspectedSince = NOT_SUSPECTED;
        }
        if (told) {
            wastedBytes += (block.end() - start) * counts.lastRepeatedPercent() / 100;
        } else if (!runs
                && suspectedSince != NOT_SUSPECTED
                && block.end() - suspectedSince >= LEAST_REPEATS * (long) counts.lag()) {
            told = true;
            offset = Math.max(0, suspectedSince - counts.lag());
            wastedBytes = (block.end() - suspectedSince) * percent / 100;
            listener.found(loop(block.end()));
        }
    }

    /** Whether a loop goes on that was told. */
    boolean inLoop() {
        return told;
    }

    /** Ends the loop that goes on. */
    void finish(LoopListener listener) {
        end(text.end(), listener);
    }

    private void end(long position, LoopListener listener) {
        if (told) {
            told = false;
            listener.ended(loop(Math.max(offset + 1, position)));
        }
    }

    private int needed() {
        int percent = thresholds.repeatedPercent();
        return counts.phrases() >= BlockCounts.MANY_PHRASES ? percent * 5 / 6 : percent;
    }

    /** The period is the mean distance at which words come back. */
    private Loop loop(long end) {
        long period = Math.max(1, counts.lag());
        int to = text.size();
        byte[] sample = Arrays.copyOfRange(text.bytes(), Math.max(text.index(text.start()), (int) (to - period)), to);
        return new Loop(
                LoopKind.NOVELTY,
                LoopLevel.WARN,
                offset,
                end,
                period,
                Math.max(1, (end - offset) / period),
                wastedBytes,
                new LoopUnit(sample));
    }

    private void lookUp(long start) {
        if (positions.length == 0) {
            positions = new char[SLOTS];
        }
        long oldest = Math.max(0, start - NormalText.REACH) + 2 * WINDOW;
        int words = 0;
        int spaced = 0;
        int repeated = 0;
        int distances = 0;
        byte[] bytes = text.bytes();
        int base = text.index(start);
        int first = (int) text.position(0);
        int least = text.index(oldest);
        for (int part = 0; part < NormalText.BLOCK / Long.SIZE; part++) {
            long starts = block.wordStarts(part);
            words += Long.bitCount(starts);
            while (starts != 0) {
                int index = base + part * Long.SIZE + Long.numberOfTrailingZeros(starts);
                starts &= starts - 1;
                if (index < WINDOW) {
                    continue;
                }
                // Beyond ASCII every character is a word; a negative byte is one of theirs.
                spaced += bytes[index - 1] <= ' ' || bytes[index] < 0 ? 1 : 0;
                long last = (long) LONG.get(bytes, index - 8);
                long before = (long) LONG.get(bytes, index - WINDOW);
                int slot = slot(last, before);
                int position = first + index;
                int distance = (char) (position - positions[slot]);
                positions[slot] = (char) position;
                // A window out of reach is compared with another one instead: cheaper than a branch no one can predict.
                int other = Math.max(index - distance, WINDOW);
                if (last == (long) LONG.get(bytes, other - 8)
                        && before == (long) LONG.get(bytes, other - WINDOW)
                        && distance > 0
                        && index - distance >= least
                        && ByteClasses.isWord(bytes[other])
                        && (bytes[index - 1] >= 0 || goesOn(bytes, index, other))) {
                    repeated++;
                    distances += distance;
                }
            }
        }
        counts.end(words, spaced, repeated, distances);
    }

    /** Whether the bytes before two windows are equal too: beyond ASCII a window is but a few letters. */
    private static boolean goesOn(byte[] bytes, int index, int other) {
        return Arrays.equals(bytes, index - 2 * WINDOW, index - WINDOW, bytes, other - 2 * WINDOW, other - WINDOW);
    }

    private static int slot(long last, long before) {
        long hash = (last * PRIME_1) ^ (before * PRIME_2);
        return (int) (((hash ^ (hash >>> 32)) * PRIME_1) >>> SHIFT);
    }

    void save(StateWriter state) {
        counts.save(state);
        state.writeLong(suspectedSince);
        state.writeBoolean(told);
        if (told) {
            state.writeLong(offset);
            state.writeLong(wastedBytes);
        }
    }

    /** Reads what {@link #save} wrote; the text and its normalised form have been restored up to the last block. */
    void restore(StateReader state) {
        counts.restore(state);
        suspectedSince = state.readLong();
        told = state.readBoolean();
        if (told) {
            offset = state.readLong();
            wastedBytes = state.readLong();
            if (offset < 0 || offset > block.end()) {
                throw new MalformedStateException("state has a loop from " + offset + " at " + block.end());
            }
        }
        positions = new char[SLOTS];
        enter();
    }

    /** Enters the windows of the text anew. */
    private void enter() {
        byte[] bytes = text.bytes();
        long oldest = Math.max(0, block.end() - NormalText.REACH);
        for (long start = oldest; start < block.end(); start += NormalText.BLOCK) {
            int from = text.index(start);
            int digits = 0;
            int others = 0;
            for (int i = from; i < from + NormalText.BLOCK; i += Long.BYTES) {
                long eight = (long) LONG.get(bytes, i);
                digits += Long.bitCount(ByteClasses.digits(eight));
                others += Long.bitCount(ByteClasses.others(eight));
            }
            if (BlockCounts.mayBeProse(digits, others)) {
                enter(Math.max(start, oldest + WINDOW), start + NormalText.BLOCK);
            }
        }
    }

    private void enter(long from, long to) {
        byte[] bytes = text.bytes();
        for (long position = from; position < to; position++) {
            int index = text.index(position);
            if (ByteClasses.isWord(bytes[index]) && !ByteClasses.isWord(bytes[index - 1])) {
                long last = (long) LONG.get(bytes, index - 8);
                long before = (long) LONG.get(bytes, index - WINDOW);
                positions[slot(last, before)] = (char) position;
            }
        }
    }
}

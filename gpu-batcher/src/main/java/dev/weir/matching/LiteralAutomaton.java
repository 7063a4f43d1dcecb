package dev.weir.matching;

import dev.weir.matching.LiteralAutomatonBuilder.Reading;
import java.util.List;

/**
 * A deterministic automaton that finds a set of literal byte patterns in a stream of bytes.
 *
 * <p>The Aho-Corasick automaton (Aho and Corasick, "Efficient string matching: an aid to bibliographic search", CACM
 * 18(6), 1975) with its failure links compiled away: one table row a state, one column a class of bytes that no pattern
 * tells apart. A state is an int that stands for the longest suffix of the text so far with which some pattern begins;
 * callers treat it as opaque, start at {@link #ROOT} and keep it from one piece of text to the next. A state means
 * nothing to another automaton, nor to another process: what outlives this one is stored as {@link #prefix}.
 *
 * <p>Immutable and thread-safe. A byte costs one table lookup; memory is {@link #tableBytes} and 12 bytes for each state,
 * with at most one state for each byte of the patterns, and one for beginnings that they share.
 */
public final class LiteralAutomaton {

    /** The state in which no pattern has begun. */
    public static final int ROOT = 0;

    private final byte[][] patterns;
    /** Maps a byte (0 to 255) to its column. */
    private final int[] classes;
    /** Rows of {@code 1 << shift} columns; a state is the index at which its row begins. */
    private final int[] rows;

    private final int shift;
    /** States from here on end with a pattern. */
    private final int firstMatching;
    /** By row number: how many bytes the state stands for. */
    private final int[] depths;
    /** By row number: the longest pattern that the state ends with, or -1. */
    private final int[] matches;
    /** By row number: a pattern that begins with the bytes the state stands for. */
    private final int[] owners;

    /** By pattern: the longest other pattern that it ends with, or -1. */
    private final int[] shorter;

    private final ByteFinder starts;
    private final int inside;

    private LiteralAutomaton(LiteralAutomatonBuilder built) {
        patterns = built.patterns;
        classes = built.classes;
        rows = built.rows;
        shift = built.shift;
        firstMatching = built.firstMatching << shift;
        depths = built.depths;
        matches = built.matches;
        owners = built.owners;
        shorter = built.shorter;
        inside = built.inside << shift;
        starts = ByteFinder.of(read -> rows[classes[read]] != ROOT);
    }

    /**
     * Compiles the patterns; a pattern's id is its index in the list. Of equal patterns only the first one ever matches.
     *
     * @throws IllegalArgumentException if there is no pattern, one is empty, or the table would exceed 2^31 cells
     */
    public static LiteralAutomaton of(List<byte[]> patterns) {
        return new LiteralAutomaton(new LiteralAutomatonBuilder(patterns, new Reading(true, false)));
    }

    /**
     * The same, but small and capital ASCII letters are one to it, in the patterns and in the text; what it tells of the
     * patterns' bytes, such as {@link #prefix}, is in small letters then.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static LiteralAutomaton ignoringCase(List<byte[]> patterns) {
        return new LiteralAutomaton(new LiteralAutomatonBuilder(patterns, new Reading(false, false)));
    }

    /**
     * Compiles patterns that are found only where they do not begin in the middle of a word: not where an ASCII letter, digit
     * or low line stands before such a one. Text is in few states then, so that large tables stay out of the way.
     *
     * @param caseCounts whether capital and small ASCII letters differ, as {@link #ignoringCase} has it
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static LiteralAutomaton atWordStarts(List<byte[]> patterns, boolean caseCounts) {
        return new LiteralAutomaton(new LiteralAutomatonBuilder(patterns, new Reading(caseCounts, true)));
    }

    /**
     * How many bytes the table of patterns takes, without compiling them; to compile takes twice as much for a while. Costs
     * sorting the patterns.
     *
     * @param caseCounts whether capital and small ASCII letters differ
     * @param atWordStarts whether patterns begin only where words do, as {@link #atWordStarts} has it
     * @throws IllegalArgumentException if there is no pattern, or one is empty
     */
    public static long tableBytes(List<byte[]> patterns, boolean caseCounts, boolean atWordStarts) {
        return Integer.BYTES * LiteralAutomatonBuilder.cells(patterns, new Reading(caseCounts, atWordStarts));
    }

    /**
     * The state to begin in where text stands before that is not known: no pattern has begun, and, where that matters, none
     * may begin in the middle of a word. Else {@link #ROOT}.
     */
    public int inMidText() {
        return inside;
    }

    /** The state after {@code state} has read one more byte. */
    public int next(int state, byte read) {
        return rows[state + classes[read & 0xFF]];
    }

    /** How many of the bytes read last may still become a pattern, or have just completed one. */
    public int depth(int state) {
        return depths[state >>> shift];
    }

    /** Whether a pattern ends at the byte read last. */
    public boolean isMatch(int state) {
        return state >= firstMatching;
    }

    /** The id of the longest pattern that ends at the byte read last, or -1. */
    public int match(int state) {
        return matches[state >>> shift];
    }

    /** A copy of the {@link #depth} bytes that {@code state} stands for: the last bytes of the text so far. */
    public byte[] prefix(int state) {
        byte[] bytes = new byte[depth(state)];
        System.arraycopy(patterns[owners[state >>> shift]], 0, bytes, 0, bytes.length);
        return bytes;
    }

    /** An array that begins with the {@link #prefix} of {@code state}, without a copy; not to be written to. */
    public byte[] prefixSource(int state) {
        return patterns[owners[state >>> shift]];
    }

    /**
     * Finds the next byte that leaves {@link #ROOT}: bytes before it need not be read at all.
     *
     * @return its index in {@code text}, or {@code to}
     */
    public int findStart(byte[] text, int from, int to) {
        return starts.find(text, from, to);
    }

    /** How many patterns there are. */
    public int size() {
        return patterns.length;
    }

    /** How many bytes the pattern with this id has. */
    public int length(int id) {
        return patterns[id].length;
    }

    /**
     * The id of the longest pattern that a pattern ends with and that is shorter than it, or -1. All patterns that end at
     * a byte are {@link #match} and what follows from it by this; equal ones are there only once.
     */
    public int shorter(int id) {
        return shorter[id];
    }

    /**
     * The table, for a device that reads it by itself: rows of {@link #columns} cells, and in each cell the state that
     * follows. A state is the index at which its row begins. Those that text is in most often have the first rows. Not to
     * be written to.
     */
    public int[] table() {
        return rows;
    }

    /** How many cells a row has: a power of two. */
    public int columns() {
        return 1 << shift;
    }

    /** Which column each of the 256 bytes is read in. Not to be written to. */
    public int[] byteColumns() {
        return classes;
    }

    /** How many states there are: rows of the table. */
    public int states() {
        return depths.length;
    }

    /** The first of the states in which a pattern ends: in all from it on one does, in none before it. */
    public int firstMatching() {
        return firstMatching;
    }
}

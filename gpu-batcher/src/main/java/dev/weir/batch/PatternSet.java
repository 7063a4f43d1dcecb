package dev.weir.batch;

import dev.weir.matching.LiteralAutomaton;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Patterns, compiled to one automaton, and which categories each of its states tells of. A pattern's id is its index in the
 * list; of equal patterns only the first one is ever told of, but the categories of all of them.
 *
 * <p>Immutable and thread-safe. Memory is that of the {@link LiteralAutomaton}, and twelve bytes more for each state in
 * which a pattern ends.
 */
public final class PatternSet {

    private final LiteralAutomaton automaton;
    private final int size;
    private final int longest;
    /** How many bytes before a pattern have a say in whether it is found. */
    private final int before;

    private final int[] patterns;
    private final long[] categories;

    private PatternSet(LiteralAutomaton automaton, List<Pattern> list, int before) {
        this.automaton = automaton;
        this.before = before;
        size = list.size();
        longest = list.stream()
                .mapToInt(pattern -> pattern.literal().length)
                .max()
                .orElse(0);
        long[] ofPatterns = categoriesByPattern(automaton, list);
        int matching = automaton.states() - automaton.firstMatching() / automaton.columns();
        patterns = new int[matching];
        categories = new long[matching];
        for (int i = 0; i < matching; i++) {
            patterns[i] = automaton.match(automaton.firstMatching() + i * automaton.columns());
            categories[i] = ofPatterns[patterns[i]];
        }
    }

    /**
     * Compiles patterns.
     *
     * @param caseCounts whether capital and small ASCII letters differ
     * @throws IllegalArgumentException if there is no pattern, or the automaton's table would exceed 2^31 cells
     */
    public static PatternSet of(List<Pattern> patterns, boolean caseCounts) {
        List<byte[]> literals = patterns.stream().map(Pattern::literal).toList();
        return new PatternSet(
                caseCounts ? LiteralAutomaton.of(literals) : LiteralAutomaton.ignoringCase(literals), patterns, 0);
    }

    /**
     * The same for patterns that are found only where they do not begin in the middle of a word, as
     * {@link LiteralAutomaton#atWordStarts} has it.
     */
    public static PatternSet atWordStarts(List<Pattern> patterns, boolean caseCounts) {
        List<byte[]> literals = patterns.stream().map(Pattern::literal).toList();
        return new PatternSet(LiteralAutomaton.atWordStarts(literals, caseCounts), patterns, 1);
    }

    /** By pattern, its own categories and those of all shorter patterns that it ends with: short ones are done first. */
    private static long[] categoriesByPattern(LiteralAutomaton automaton, List<Pattern> list) {
        long[] categories = new long[list.size()];
        for (Pattern pattern : list) {
            int state = LiteralAutomaton.ROOT;
            for (byte b : pattern.literal()) {
                state = automaton.next(state, b);
            }
            categories[automaton.match(state)] |= 1L << pattern.category();
        }
        IntStream.range(0, categories.length)
                .boxed()
                .sorted(Comparator.comparingInt(automaton::length))
                .filter(id -> automaton.shorter(id) >= 0)
                .forEach(id -> categories[id] |= categories[automaton.shorter(id)]);
        return categories;
    }

    /** How many patterns there are. */
    public int size() {
        return size;
    }

    /** How many bytes the longest pattern has: no match begins further back. */
    public int longest() {
        return longest;
    }

    /** How many bytes before a place have to be read, from the root on, to find all patterns that end behind it. */
    public int overlap() {
        return longest - 1 + before;
    }

    /** What reads the bytes: a message begins in {@link LiteralAutomaton#ROOT}. */
    public LiteralAutomaton automaton() {
        return automaton;
    }

    /** The id of the longest pattern that ends in a matching state. */
    public int pattern(int matchingState) {
        return patterns[place(matchingState)];
    }

    /** A bit for each category of which a pattern ends in a matching state, the shorter patterns' too. */
    public long categories(int matchingState) {
        return categories[place(matchingState)];
    }

    /** {@link #pattern} of all matching states, for a device: those of the table's last rows, in their order; a new array. */
    public int[] patternsByMatchingRow() {
        return Arrays.copyOf(patterns, patterns.length);
    }

    /** {@link #categories} of all matching states, for a device: those of the table's last rows, in their order; a new array. */
    public long[] categoriesByMatchingRow() {
        return Arrays.copyOf(categories, categories.length);
    }

    private int place(int matchingState) {
        return (matchingState - automaton.firstMatching()) >>> Integer.numberOfTrailingZeros(automaton.columns());
    }
}

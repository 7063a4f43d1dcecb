package dev.weir.matching;

import java.util.Arrays;
import java.util.List;

/** Builds the tables of a {@link LiteralAutomaton}: a trie, its failure links, and a numbering with matching states last. */
final class LiteralAutomatonBuilder {

    /** How an automaton reads: whether case counts, and whether patterns begin only where words do. */
    record Reading(boolean caseCounts, boolean atWordStarts) {}

    final byte[][] patterns;
    final int[] classes = new int[256];
    /** The number of the state inside a word; 0 if there is none. */
    final int inside;

    final int shift;
    final int firstMatching;
    final int[] rows;
    final int[] depths;
    final int[] matches;
    final int[] owners;
    final int[] shorter;

    private final boolean atWordStarts;
    /** By column, whether the bytes are ASCII characters of words; meant only where that is asked for. */
    private final boolean[] wordColumns;

    private int states = 1;

    LiteralAutomatonBuilder(List<byte[]> literals, Reading reading) {
        boolean caseCounts = reading.caseCounts;
        atWordStarts = reading.atWordStarts;
        patterns = copy(literals, caseCounts);
        shorter = new int[patterns.length];
        shift = shift(classify(patterns, classes, atWordStarts));
        wordColumns = new boolean[1 << shift];
        for (int b = 0; b < 256; b++) {
            wordColumns[classes[b]] |= isWord(b);
        }
        long all = countStates(patterns, atWordStarts);
        if (all << shift > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "patterns need " + all + " states of " + (1 << shift) + " cells, more than 2^31 cells");
        }
        Arrays.fill(shorter, -1);
        int[] trie = new int[(int) all << shift];
        int[] depth = new int[(int) all];
        int[] match = new int[(int) all];
        int[] owner = new int[(int) all];
        Arrays.fill(match, -1);
        for (int id = 0; id < patterns.length; id++) {
            insert(id, trie, depth, match, owner);
        }
        int insideState = atWordStarts ? states++ : 0;
        int[] breadthFirst = complete(trie, match, insideState);
        if (!caseCounts) {
            foldColumns();
        }

        int[] number = numberMatchingLast(breadthFirst, match);
        firstMatching = number[states];
        inside = number[insideState];
        rows = new int[states << shift];
        depths = new int[states];
        matches = new int[states];
        owners = new int[states];
        for (int state = 0; state < states; state++) {
            int row = number[state];
            depths[row] = depth[state];
            matches[row] = match[state];
            owners[row] = owner[state];
            for (int column = 0; column < 1 << shift; column++) {
                rows[(row << shift) + column] = number[trie[(state << shift) + column]] << shift;
            }
        }
    }

    /** How many cells the table of the patterns has; throws nothing that the constructor would not. */
    static long cells(List<byte[]> literals, Reading reading) {
        byte[][] patterns = copy(literals, reading.caseCounts);
        return countStates(patterns, reading.atWordStarts)
                << shift(classify(patterns, new int[256], reading.atWordStarts));
    }

    /** Whether a byte is an ASCII letter or digit, or the low line. */
    private static boolean isWord(int b) {
        int small = b | 0x20;
        return b < 0x80 && ((small >= 'a' && small <= 'z') || (b >= '0' && b <= '9') || b == '_');
    }

    private static int shift(int columns) {
        return Integer.numberOfTrailingZeros(roundUpToPowerOfTwo(columns));
    }

    /** The states of the trie: in their order, each pattern adds those of the bytes that the one before does not share. */
    private static long countStates(byte[][] patterns, boolean atWordStarts) {
        byte[][] sorted = patterns.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        byte[] before = {};
        long states = atWordStarts ? 2 : 1;
        for (byte[] pattern : sorted) {
            int differs = Arrays.mismatch(before, pattern);
            states += differs < 0 ? 0 : pattern.length - differs;
            before = pattern;
        }
        return states;
    }

    private static byte[][] copy(List<byte[]> literals, boolean caseCounts) {
        if (literals.isEmpty()) {
            throw new IllegalArgumentException("no pattern to find");
        }
        byte[][] copies = new byte[literals.size()][];
        for (int id = 0; id < copies.length; id++) {
            copies[id] = literals.get(id).clone();
            if (copies[id].length == 0) {
                throw new IllegalArgumentException("pattern " + id + " is empty");
            }
        }
        if (!caseCounts) {
            lower(copies);
        }
        return copies;
    }

    private static void lower(byte[][] patterns) {
        for (byte[] pattern : patterns) {
            for (int i = 0; i < pattern.length; i++) {
                if (pattern[i] >= 'A' && pattern[i] <= 'Z') {
                    pattern[i] |= 'a' - 'A';
                }
            }
        }
    }

    /** Patterns are in lower case: gives each capital letter the column of its small one. */
    private void foldColumns() {
        for (int capital = 'A'; capital <= 'Z'; capital++) {
            classes[capital] = classes[capital + 'a' - 'A'];
        }
    }

    private static int roundUpToPowerOfTwo(int value) {
        return Integer.highestOneBit(2 * value - 1);
    }

    /**
     * Gives every byte of a pattern a column of its own and all others column 0, if there are others; where it matters, those
     * that words are made of have one of their own.
     */
    private static int classify(byte[][] patterns, int[] classes, boolean atWordStarts) {
        boolean[] used = new boolean[256];
        int different = 0;
        for (byte[] pattern : patterns) {
            for (byte b : pattern) {
                different += used[b & 0xFF] ? 0 : 1;
                used[b & 0xFF] = true;
            }
        }
        int others = different == 256 ? 0 : atWordStarts ? 2 : 1;
        int next = others;
        for (int b = 0; b < 256; b++) {
            classes[b] = used[b] ? next++ : others == 2 && isWord(b) ? 1 : 0;
        }
        return next;
    }

    private void insert(int id, int[] trie, int[] depth, int[] match, int[] owner) {
        int state = 0;
        for (byte b : patterns[id]) {
            int cell = (state << shift) + classes[b & 0xFF];
            if (trie[cell] == 0) {
                trie[cell] = states;
                depth[states] = depth[state] + 1;
                owner[states] = id;
                states++;
            }
            state = trie[cell];
        }
        if (match[state] < 0) {
            match[state] = id;
        }
    }

    /**
     * Breadth first: replaces every missing edge by the edge of the state's longest proper suffix, whose row is complete
     * because it is shallower. A cell with 0 is a missing edge: no edge of a trie leads to its root.
     *
     * <p>Where patterns begin only where words do, what follows a character of a word and is none itself leads from the root
     * into a state inside a word, which only other bytes lead out of. So suffixes that begin in a word fall away.
     *
     * @param insideState that state; 0 if there is none
     * @return the states in the order in which they were visited
     */
    private int[] complete(int[] trie, int[] match, int insideState) {
        int[] suffix = new int[states];
        int[] queue = new int[states];
        int tail = 1;
        if (insideState > 0) {
            queue[tail++] = insideState;
        }
        for (int head = 0; head < tail; head++) {
            int state = queue[head];
            for (int column = 0; column < 1 << shift; column++) {
                int cell = (state << shift) + column;
                int within = wordColumns[column] ? insideState : 0;
                if (state == insideState && state > 0) {
                    trie[cell] = wordColumns[column] ? insideState : trie[column];
                    continue;
                }
                int fallback = state == 0 ? within : trie[(suffix[state] << shift) + column];
                int child = trie[cell];
                if (child == 0) {
                    trie[cell] = fallback;
                } else {
                    suffix[child] = fallback;
                    if (match[child] < 0) {
                        match[child] = match[fallback];
                    } else {
                        shorter[match[child]] = match[fallback];
                    }
                    queue[tail++] = child;
                }
            }
        }
        return queue;
    }

    /**
     * The new number of each state, the root's being 0; one entry more holds the first number of a matching state. Shallow
     * states come first on either side: text that is no pattern spends nearly all its time in them.
     */
    private int[] numberMatchingLast(int[] breadthFirst, int[] match) {
        int[] number = new int[states + 1];
        int next = 0;
        for (int state : breadthFirst) {
            if (match[state] < 0) {
                number[state] = next++;
            }
        }
        number[states] = next;
        for (int state : breadthFirst) {
            if (match[state] >= 0) {
                number[state] = next++;
            }
        }
        return number;
    }
}

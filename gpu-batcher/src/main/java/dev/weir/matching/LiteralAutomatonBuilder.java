package dev.weir.matching;

import java.util.Arrays;
import java.util.List;

/** Builds the tables of a {@link LiteralAutomaton}: a trie, its failure links, and a numbering with matching states last. */
final class LiteralAutomatonBuilder {

    final byte[][] patterns;
    final int[] classes = new int[256];
    final int shift;
    final int firstMatching;
    final int[] rows;
    final int[] depths;
    final int[] matches;
    final int[] owners;
    final int[] shorter;

    private int states = 1;

    LiteralAutomatonBuilder(List<byte[]> literals, boolean caseCounts) {
        patterns = copy(literals, caseCounts);
        shorter = new int[patterns.length];
        shift = shift(classify(patterns, classes));
        long all = countStates(patterns);
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
        int[] breadthFirst = complete(trie, match);
        if (!caseCounts) {
            foldColumns();
        }

        int[] number = numberMatchingLast(breadthFirst, match);
        firstMatching = number[states];
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
    static long cells(List<byte[]> literals, boolean caseCounts) {
        byte[][] patterns = copy(literals, caseCounts);
        return countStates(patterns) << shift(classify(patterns, new int[256]));
    }

    private static int shift(int columns) {
        return Integer.numberOfTrailingZeros(roundUpToPowerOfTwo(columns));
    }

    /** The states of the trie: in their order, each pattern adds those of the bytes that the one before does not share. */
    private static long countStates(byte[][] patterns) {
        byte[][] sorted = patterns.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        byte[] before = {};
        long states = 1;
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

    /** Gives every byte of a pattern a column of its own and all others column 0, if there are others. */
    private static int classify(byte[][] patterns, int[] classes) {
        boolean[] used = new boolean[256];
        int different = 0;
        for (byte[] pattern : patterns) {
            for (byte b : pattern) {
                different += used[b & 0xFF] ? 0 : 1;
                used[b & 0xFF] = true;
            }
        }
        int next = different == 256 ? 0 : 1;
        for (int b = 0; b < 256; b++) {
            classes[b] = used[b] ? next++ : 0;
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
     * @return the states in the order in which they were visited
     */
    private int[] complete(int[] trie, int[] match) {
        int[] suffix = new int[states];
        int[] queue = new int[states];
        int tail = 1;
        for (int head = 0; head < tail; head++) {
            int state = queue[head];
            for (int column = 0; column < 1 << shift; column++) {
                int cell = (state << shift) + column;
                int fallback = state == 0 ? 0 : trie[(suffix[state] << shift) + column];
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

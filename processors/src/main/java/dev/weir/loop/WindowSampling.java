package dev.weir.loop;

/**
 * Which windows of a text are remembered: those whose position leaves one of a few residues when divided by a modulus.
 *
 * <p>The residues are a perfect difference set (Singer, 1938): every lag that is no multiple of the modulus is the
 * difference of exactly one pair of them. So of as many windows in a row as the modulus says that stood one lag before, at
 * least one is found, for a fraction of the work.
 */
final class WindowSampling {
    /** Finds a repeat within 55 bytes, and the very lag, by looking at every fifth window. */
    static final WindowSampling DENSE = new WindowSampling(31, 0, 1, 3, 8, 12, 18);

    /** Finds a repeat within 157 bytes, and a lag that may be a multiple of the shortest, by every eleventh window. */
    static final WindowSampling SPARSE = new WindowSampling(133, 0, 1, 3, 12, 20, 34, 38, 81, 88, 94, 104, 109);

    private final int modulus;
    private final int[] residues;
    /** How far it is from each residue to the next one. */
    private final int[] steps;

    private WindowSampling(int modulus, int... residues) {
        this.modulus = modulus;
        this.residues = residues;
        this.steps = new int[residues.length];
        for (int turn = 0; turn < residues.length; turn++) {
            int next = turn + 1 < residues.length ? residues[turn + 1] : modulus;
            steps[turn] = next - residues[turn];
        }
    }

    /** How far it is from the position of each turn to that of the next, which follow each other in a circle. */
    int[] steps() {
        return steps;
    }

    /** The turn of the first position from this one on that is remembered. */
    int turnFrom(long position) {
        int residue = (int) (position % modulus);
        int turn = 0;
        while (turn < residues.length && residues[turn] < residue) {
            turn++;
        }
        return turn % residues.length;
    }

    /** The first position from this one on that is remembered. */
    long first(long position) {
        int residue = (int) (position % modulus);
        for (int remembered : residues) {
            if (remembered >= residue) {
                return position + remembered - residue;
            }
        }
        return position + modulus - residue;
    }

    /** Whether a position is remembered. */
    boolean has(long position) {
        return first(position) == position;
    }
}

package dev.weir.dedup;

/**
 * Leaves bytes out of eight, and puts placeholders into them: without a branch, so that it does not matter which.
 *
 * <p>Each byte moves down by as many places as bytes before it are left out, in steps of one, two and four places (Warren,
 * Hacker's Delight, 7-4); which bytes move at a step stands in a table.
 */
final class Compaction {

    private static final int STEPS = 4;
    /** For each eight bits, set for bytes that are kept: these bytes, and those that move by one, two and four places. */
    private static final long[] MOVES = moves();
    /** For each eight bits: a byte of ones for each bit. */
    private static final long[] BYTES = bytes();

    private Compaction() {}

    /**
     * Eight bytes without some of them, moved together towards the lowest; zero above them.
     *
     * @param kept a bit for each byte that stays, in its lowest eight bits
     * @param masked a bit for each byte that becomes {@link LineMasker#PLACEHOLDER}, in its lowest eight bits
     */
    static long compact(long bytes, long kept, long masked) {
        int moves = ((int) kept & 0xFF) * STEPS;
        long rest = (bytes | BYTES[(int) masked & 0xFF]) & MOVES[moves];
        long moving = rest & MOVES[moves + 1];
        rest = (rest ^ moving) | (moving >>> 8);
        moving = rest & MOVES[moves + 2];
        rest = (rest ^ moving) | (moving >>> 16);
        moving = rest & MOVES[moves + 3];
        return (rest ^ moving) | (moving >>> 32);
    }

    private static long[] bytes() {
        long[] bytes = new long[256];
        for (int bits = 0; bits < bytes.length; bits++) {
            for (int i = 0; i < Long.BYTES; i++) {
                bytes[bits] |= ((bits >>> i) & 1) * (0xFFL << (Byte.SIZE * i));
            }
        }
        return bytes;
    }

    private static long[] moves() {
        long[] bytes = bytes();
        long[] moves = new long[256 * STEPS];
        for (int kept = 0; kept < 256; kept++) {
            moves[kept * STEPS] = bytes[kept];
            for (int i = 0; i < Long.BYTES; i++) {
                if (((kept >>> i) & 1) == 1) {
                    int places = Integer.bitCount(~kept & ((1 << i) - 1));
                    int at = i;
                    for (int step = 0; step < 3; step++) {
                        int move = places & (1 << step);
                        moves[kept * STEPS + 1 + step] |= move == 0 ? 0 : 0xFFL << (Byte.SIZE * at);
                        at -= move;
                    }
                }
            }
        }
        return moves;
    }
}

package dev.weir.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Remembers where each window of 12 bytes stood last.
 *
 * <p>Only windows whose position leaves 0, 1, 3 or 9 when divided by 13 are looked up and entered. These four residues
 * are a perfect difference set (Singer, 1938): every lag that is no multiple of 13 is the difference of exactly one pair
 * of them, so of 13 windows in a row that stood one lag before, at least one is found, for less than a third of the work.
 *
 * <p>The table has one 16-bit position per slot and no keys: a slot is a hint, and the bytes it points to are compared,
 * so a collision costs time and never gives a false answer. Entries older than the text's kept bytes may lie around:
 * their windows cannot be equal, because an equal, younger one would have taken their slot. So the answers depend on the
 * kept bytes alone, and after a restore the table is filled anew from them.
 */
final class RecentWindows {

    static final int WINDOW = 12;
    static final int MAX_SLOTS = 2_048;

    private static final int FEW_SLOTS = 512;

    private static final int MODULUS = 13;
    private static final int[] RESIDUES = {0, 1, 3, 9, MODULUS};
    /** How far it is from each residue to the next, four bits each, the first lowest. */
    private static final int STEPS = 0x4621;

    /** What a distance may be a multiple by: with 13 residues, the pair of a loop is at most 13 periods apart. */
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13};

    /**
     * A loop with a short period has few windows; should one of them hide another in its slot, it does so in every repeat.
     * A collision with so near a window is rare in other text, so then all lags below are tried.
     */
    private static final int SHORT_LAG = 32;

    // the first multipliers of xxHash64
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final int maxSlots;
    private char[] positions = new char[0];
    /** The index of the first window that is not entered yet. */
    private int next = WINDOW - 1;

    private int lag;

    /** @param maxSlots a power of two from 2 */
    RecentWindows(int maxSlots) {
        this.maxSlots = maxSlots;
    }

    /**
     * Looks windows up and enters them, until one is found that stood before.
     *
     * @param from the first window to look at; those before it that were never entered are entered first
     * @param to the end of the text
     * @param base the position of index 0 in the whole text
     * @return the index of the window that was found, its distance is {@link #lag}; -1 if there is none
     */
    int probe(byte[] text, int from, int to, long base, int maxLag) {
        int index = from;
        while (index < to) {
            int end = to;
            // A table that grows with the position, not with the chunks, gives the same answers for any chunking.
            boolean few = base + index < FEW_SLOTS;
            if (few) {
                end = (int) Math.min(to, FEW_SLOTS - base);
            }
            int slots = Math.min(maxSlots, few ? FEW_SLOTS : MAX_SLOTS);
            if (positions.length != slots) {
                positions = new char[slots];
                next = WINDOW - 1;
            }
            enter(text, Math.max(next, index - LoopScanner.REACH), index, base);
            int hit = lookUp(text, index, end, base, maxLag);
            if (hit >= 0) {
                next = hit;
                return hit;
            }
            next = end;
            index = end;
        }
        return -1;
    }

    /** How far before the found window it stood. */
    int lag() {
        return lag;
    }

    /** The text dropped bytes at its beginning. */
    void drop(int bytes) {
        next = Math.max(WINDOW - 1, next - bytes);
    }

    private void enter(byte[] text, int from, int to, long base) {
        int shift = shift();
        int start = Math.max(from, WINDOW - 1);
        int residue = (int) ((base + start) % MODULUS);
        int turn = turnOf(residue);
        for (int i = start + RESIDUES[turn] - residue; i < to; i += step(turn++)) {
            positions[slot(text, i, shift)] = (char) (base + i);
        }
    }

    private int lookUp(byte[] text, int from, int to, long base, int maxLag) {
        char[] table = positions;
        int shift = shift();
        int residue = (int) ((base + from) % MODULUS);
        int turn = turnOf(residue);
        for (int i = from + RESIDUES[turn] - residue; i < to; i += step(turn++)) {
            int slot = slot(text, i, shift);
            int position = (int) (base + i);
            int distance = (char) (position - table[slot]);
            // An entry out of reach is compared with any window instead: cheaper than a branch that no one can predict.
            int other = Math.max(i - distance, WINDOW - 1);
            if (tail(text, i) == tail(text, other) || distance < SHORT_LAG) {
                lag = lagOf(text, i, distance, maxLag);
                if (lag > 0) {
                    return i;
                }
            }
            table[slot] = (char) position;
        }
        return -1;
    }

    /** Which of the residues is the first that is not below this one. */
    private static int turnOf(int residue) {
        int turn = 0;
        while (RESIDUES[turn] < residue) {
            turn++;
        }
        return turn;
    }

    private static int step(int turn) {
        return (STEPS >>> ((turn & 3) << 2)) & 0xF;
    }

    /** The distance at which the window stood before, given that of the last window in its slot; 0 if there is none. */
    private static int lagOf(byte[] text, int index, int distance, int maxLag) {
        if (distance == 0 || distance > maxLag || distance > index - (WINDOW - 1)) {
            return 0;
        }
        if (sameWindow(text, index, index - distance)) {
            return undivided(text, index, distance);
        }
        if (distance < SHORT_LAG) {
            for (int shorter = 1; shorter < Math.min(SHORT_LAG, maxLag + 1); shorter++) {
                if (sameWindow(text, index, index - shorter)) {
                    return shorter;
                }
            }
        }
        return 0;
    }

    /** The pair that was found may be several periods apart: tries the parts of the distance. */
    private static int undivided(byte[] text, int index, int distance) {
        int part = distance;
        for (int prime : PRIMES) {
            while (part % prime == 0 && sameWindow(text, index, index - part / prime)) {
                part /= prime;
            }
        }
        return part;
    }

    private int shift() {
        return Long.numberOfLeadingZeros(positions.length) + 1;
    }

    private static int slot(byte[] text, int index, int shift) {
        long last = tail(text, index);
        int first = (int) INT.get(text, index - 11);
        long hash = (last * PRIME_1) ^ first;
        hash = (hash ^ (hash >>> 33)) * PRIME_2;
        return (int) (hash >>> shift);
    }

    /** The last 8 bytes of a window. */
    private static long tail(byte[] text, int index) {
        return (long) LONG.get(text, index - 7);
    }

    private static boolean sameWindow(byte[] text, int index, int other) {
        return tail(text, index) == tail(text, other)
                && (int) INT.get(text, index - 11) == (int) INT.get(text, other - 11);
    }
}

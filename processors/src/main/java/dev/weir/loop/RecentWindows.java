package dev.weir.loop;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Remembers where each window of 24 bytes stood last.
 *
 * <p>Only some windows are looked up and entered, so chosen that none of them has to be met for a repeat to be found soon
 * ({@link WindowSampling}).
 *
 * <p>The table has one 16-bit position per slot and no keys: a slot is a hint, and the bytes it points to are compared,
 * so a collision costs time and never gives a false answer. Entries older than the text's kept bytes may lie around:
 * their windows cannot be equal, because an equal, younger one would have taken their slot. So the answers depend on the
 * kept bytes alone, and after a restore the table is filled anew from them.
 */
final class RecentWindows {

    static final int WINDOW = 24;
    static final int MAX_SLOTS = 1_024;

    private static final int FEW_SLOTS = 256;

    /** Up to this position the table has {@link #FEW_SLOTS}. */
    private static final int SHORT_TEXT = 512;

    /** What a distance may be a multiple by: the pair of a loop is at most as many periods apart as the modulus says. */
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31};

    /** For each distance up to the longest period which primes divide it, a bit each: dividing at each find costs more. */
    private static final char[] DIVISORS = divisors(LoopThresholds.MAX_PERIOD);

    /**
     * A loop with a short period has few windows; should one of them hide another in its slot, it does so in every repeat.
     * A collision with so near a window is rare in other text, so then all lags below are tried.
     */
    private static final int SHORT_LAG = 32;

    // the first multipliers of xxHash64
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final WindowSampling sampling;
    private final int maxSlots;
    private char[] positions = {};
    /** The position of the first window that is not entered yet. */
    private long next;
    /** Which turn of the sampling it is. */
    private int turn;

    private int lag;

    /** @param maxSlots a power of two from 2 */
    RecentWindows(WindowSampling sampling, int maxSlots) {
        this.sampling = sampling;
        this.maxSlots = maxSlots;
        moveTo(WINDOW - 1L);
    }

    /**
     * Looks windows up and enters them, until one is found that stood before.
     *
     * @param from the position of the first window to look at; those before it that were never entered are entered first
     * @return the position of the window that was found, its distance is {@link #lag}; -1 if there is none
     */
    long probe(TextHistory history, long from, int maxLag) {
        long position = from;
        long to = history.end();
        while (position < to) {
            // A table that grows with the position, not with the chunks, gives the same answers for any chunking.
            boolean few = position < SHORT_TEXT;
            long end = few ? Math.min(to, SHORT_TEXT) : to;
            int slots = Math.min(maxSlots, few ? FEW_SLOTS : MAX_SLOTS);
            long reached = Math.max(0, position - history.reach()) + WINDOW - 1;
            if (positions.length != slots) {
                positions = new char[slots];
                moveTo(reached);
            } else if (next < reached) {
                moveTo(reached);
            }
            enter(history, position);
            long hit = lookUp(history, end, maxLag);
            if (hit >= 0) {
                return hit;
            }
            position = end;
        }
        return -1;
    }

    /** How far before the found window it stood. */
    int lag() {
        return lag;
    }

    /** Goes to the first window from a position on that is looked at. */
    private void moveTo(long position) {
        next = sampling.first(position);
        turn = sampling.turnFrom(position);
    }

    private void enter(TextHistory history, long to) {
        int shift = shift();
        byte[] text = history.bytes();
        int first = (int) history.position(0);
        int end = history.index(to);
        int i = history.index(next);
        int[] steps = sampling.steps();
        int at = turn;
        while (i < end) {
            positions[slot(text, i, shift)] = (char) (first + i);
            i += steps[at];
            at = at + 1 < steps.length ? at + 1 : 0;
        }
        next = history.position(i);
        turn = at;
    }

    private long lookUp(TextHistory history, long to, int maxLag) {
        char[] table = positions;
        int shift = shift();
        byte[] text = history.bytes();
        int end = history.index(to);
        int first = (int) history.position(0);
        int[] steps = sampling.steps();
        int at = turn;
        int i = history.index(next);
        long hit = -1;
        while (i < end) {
            int slot = slot(text, i, shift);
            int position = first + i;
            int distance = (char) (position - table[slot]);
            // An entry out of reach is compared with any window instead: cheaper than a branch that no one can predict.
            int other = Math.max(i - distance, WINDOW - 1);
            if (word(text, i) == word(text, other) || distance < SHORT_LAG) {
                lag = lagOf(history, i, distance, maxLag);
                if (lag > 0) {
                    hit = history.position(i);
                    break;
                }
            }
            table[slot] = (char) position;
            i += steps[at];
            at = at + 1 < steps.length ? at + 1 : 0;
        }
        next = history.position(i);
        turn = at;
        return hit;
    }

    /** The distance at which the window stood before, given that of the last window in its slot; 0 if there is none. */
    private int lagOf(TextHistory history, int index, int distance, int maxLag) {
        if (distance == 0 || distance > maxLag || distance > index - (WINDOW - 1)) {
            return 0;
        }
        byte[] text = history.bytes();
        if (sameWindow(text, index, index - distance)) {
            // A slot may name, 65,536 bytes late, a window that was never entered; whether it does is an accident.
            if (!sampling.has(history.position(index - distance))) {
                return 0;
            }
            return sampling == WindowSampling.DENSE ? undivided(text, index, distance) : distance;
        }
        if (distance < SHORT_LAG) {
            for (int shorter = 1; shorter < Math.min(SHORT_LAG, maxLag + 1); shorter++) {
                if (shorter <= index - (WINDOW - 1) && sameWindow(text, index, index - shorter)) {
                    return shorter;
                }
            }
        }
        return 0;
    }

    /** The pair that was found may be several periods apart: tries the parts of the distance. */
    private static int undivided(byte[] text, int index, int distance) {
        int part = distance;
        for (int primes = DIVISORS[distance]; primes != 0; primes &= primes - 1) {
            int prime = PRIMES[Integer.numberOfTrailingZeros(primes)];
            while (part % prime == 0 && sameWindow(text, index, index - part / prime)) {
                part /= prime;
            }
        }
        return part;
    }

    private static char[] divisors(int maxDistance) {
        char[] divisors = new char[maxDistance + 1];
        for (int distance = 1; distance <= maxDistance; distance++) {
            for (int bit = 0; bit < PRIMES.length; bit++) {
                divisors[distance] |= distance % PRIMES[bit] == 0 ? (char) (1 << bit) : 0;
            }
        }
        return divisors;
    }

    private int shift() {
        return Long.numberOfLeadingZeros(positions.length) + 1;
    }

    private static int slot(byte[] text, int index, int shift) {
        long hash = (word(text, index) * PRIME_1) ^ (word(text, index - 8) * PRIME_2) ^ word(text, index - 16);
        hash = (hash ^ (hash >>> 32)) * PRIME_1;
        return (int) (hash >>> shift);
    }

    /** The 8 bytes that end at an index. */
    private static long word(byte[] text, int index) {
        return (long) LONG.get(text, index - 7);
    }

    private static boolean sameWindow(byte[] text, int index, int other) {
        return word(text, index) == word(text, other)
                && word(text, index - 8) == word(text, other - 8)
                && word(text, index - 16) == word(text, other - 16);
    }
}

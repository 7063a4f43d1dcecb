package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The last 64 turns of a conversation: a fingerprint of each, and whether it is weak evidence. */
final class TurnRing {

    static final int CAPACITY = 64;

    /** Grows to its full size only in conversations that are as long. */
    private long[] fingerprints = new long[4];

    private long weak;
    private int size;
    private int next;

    void add(long fingerprint, boolean isWeak) {
        if (size == fingerprints.length && size < CAPACITY) {
            fingerprints = Arrays.copyOf(fingerprints, 2 * size);
            next = size;
        }
        fingerprints[next] = fingerprint;
        weak = isWeak ? weak | 1L << next : weak & ~(1L << next);
        next = (next + 1) % fingerprints.length;
        size = Math.min(fingerprints.length, size + 1);
    }

    int size() {
        return size;
    }

    /** The fingerprint of the turn that lies so many turns back; 1 is the last. */
    long back(int turns) {
        return fingerprints[index(turns)];
    }

    boolean isWeak(int turnsBack) {
        return (weak >>> index(turnsBack) & 1) != 0;
    }

    private int index(int turnsBack) {
        return Math.floorMod(next - turnsBack, fingerprints.length);
    }

    boolean contains(long fingerprint) {
        for (int i = 0; i < size; i++) {
            if (fingerprints[i] == fingerprint) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last turns are all weak evidence. */
    boolean areWeak(int turns) {
        for (int back = 1; back <= turns; back++) {
            if (!isWeak(back)) {
                return false;
            }
        }
        return true;
    }

    /** How many different turns the last ones are. */
    int distinct(int turns) {
        int among = Math.min(turns, size);
        return (int)
                IntStream.rangeClosed(1, among).mapToLong(this::back).distinct().count();
    }

    /** The same for a cycle wherever it was entered. */
    long cycleFingerprint(int turns) {
        long sum = 0;
        for (int back = 1; back <= Math.min(turns, size); back++) {
            sum += ChainedHash.mix(turns, back(back));
        }
        return sum;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    void save(StateWriter state) {
        byte[] bytes = new byte[size * Long.BYTES];
        for (int i = 0; i < size; i++) {
            long fingerprint = back(size - i);
            for (int j = 0; j < Long.BYTES; j++) {
                bytes[i * Long.BYTES + j] = (byte) (fingerprint >>> (Byte.SIZE * j));
            }
        }
        state.writeBytes(bytes);
        long inOrder = 0;
        for (int i = 0; i < size; i++) {
            inOrder |= (isWeak(size - i) ? 1L : 0) << i;
        }
        state.writeLong(inOrder);
    }

    void restore(StateReader state) {
        byte[] bytes = state.readBytes();
        long inOrder = state.readLong();
        if (bytes.length % Long.BYTES != 0 || bytes.length > CAPACITY * Long.BYTES) {
            throw new MalformedStateException("state has turns of " + bytes.length + " bytes");
        }
        clear();
        for (int i = 0; i * Long.BYTES < bytes.length; i++) {
            long fingerprint = 0;
            for (int j = 0; j < Long.BYTES; j++) {
                fingerprint |= (bytes[i * Long.BYTES + j] & 0xFFL) << (Byte.SIZE * j);
            }
            add(fingerprint, (inOrder >>> i & 1) != 0);
        }
    }
}

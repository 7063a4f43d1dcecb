package dev.weir.dedup.near;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that others may be nearly equal to, found by any band of their signatures. Bands are in a hash table with open
 * addressing; lines that share a band are chained, the youngest first.
 */
final class NearLines {

    /** How many lines of a chain are compared; more would be lines that only look alike. */
    private static final int MAX_COMPARED = 16;

    private static final int NONE = -1;

    private final int bandCount;
    private final int maxLines;
    private final List<NearLine> lines = new ArrayList<>();
    /** Which line stands for a kind of line. */
    private final Map<NearDuplicates.Kind, NearLine> resolved = new HashMap<>();

    private long[] keys = new long[1 << 10];
    /** By place in {@link #keys}: the number of a line times the bands, plus the band; -1 for a free place. */
    private int[] heads = filled(1 << 10);
    /** By such a number: the next in the chain. */
    private int[] next = new int[1 << 10];

    private int taken;

    NearLines(int bandCount, int maxLines) {
        this.bandCount = bandCount;
        this.maxLines = maxLines;
    }

    private static int[] filled(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }

    @Nullable
    NearLine resolved(NearDuplicates.Kind kind) {
        return resolved.get(kind);
    }

    /** Remembers which line stands for a kind, unless there are too many. */
    void resolve(NearDuplicates.Kind kind, NearLine line) {
        if (resolved.size() < maxLines) {
            resolved.put(kind, line);
        }
    }

    /** The youngest line with the same guard that has enough words in common; null if there is none. */
    @Nullable
    NearLine find(long guard, int[] words, long[] bands, double similarity, WordSimilarity compare) {
        for (int band = 0; band < bandCount; band++) {
            int entry = heads[place(bands[band] ^ guard)];
            for (int i = 0; entry != NONE && i < MAX_COMPARED; i++, entry = next[entry]) {
                NearLine line = lines.get(entry / bandCount);
                if (line.guard == guard && compare.reaches(similarity, line.words, words)) {
                    return line;
                }
            }
        }
        return null;
    }

    /** Adds a line that others may be like; false if there are too many already. */
    boolean add(NearLine line) {
        if (lines.size() == maxLines) {
            return false;
        }
        line.place = lines.size();
        int first = lines.size() * bandCount;
        lines.add(line);
        if (next.length < first + bandCount) {
            next = Arrays.copyOf(next, Math.max(2 * next.length, first + bandCount));
        }
        for (int band = 0; band < bandCount; band++) {
            if (2 * taken >= keys.length) {
                grow();
            }
            long key = line.bands[band] ^ line.guard;
            int place = place(key);
            taken += heads[place] == NONE ? 1 : 0;
            keys[place] = key;
            next[first + band] = heads[place];
            heads[place] = first + band;
        }
        return true;
    }

    /** The lines that were added, in that order. */
    List<NearLine> lines() {
        return lines;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int place = (int) (key ^ (key >>> 32)) & mask;
        while (heads[place] != NONE && keys[place] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldHeads = heads;
        keys = new long[2 * oldKeys.length];
        heads = filled(2 * oldKeys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldHeads[i] != NONE) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                heads[place] = oldHeads[i];
            }
        }
    }
}

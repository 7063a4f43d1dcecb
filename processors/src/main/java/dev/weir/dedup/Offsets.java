package dev.weir.dedup;

import java.util.Arrays;

/** The highest offset seen of each topic partition: a few pairs in arrays, so that a look-up allocates nothing. */
final class Offsets {

    static final long NONE = -1;

    private int[] partitions = {};
    private long[] offsets = {};

    long of(int partition) {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] == partition) {
                return offsets[i];
            }
        }
        return NONE;
    }

    void raise(int partition, long offset) {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] == partition) {
                offsets[i] = Math.max(offsets[i], offset);
                return;
            }
        }
        int count = partitions.length;
        partitions = Arrays.copyOf(partitions, count + 1);
        offsets = Arrays.copyOf(offsets, count + 1);
        partitions[count] = partition;
        offsets[count] = offset;
    }

    Offsets copy() {
        Offsets copy = new Offsets();
        copy.partitions = partitions.clone();
        copy.offsets = offsets.clone();
        return copy;
    }
}

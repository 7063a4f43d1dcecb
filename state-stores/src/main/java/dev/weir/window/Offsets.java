package dev.weir.window;

import java.util.Arrays;

/** The highest offset seen of each topic partition: a few pairs in arrays, so that a look-up allocates nothing. One thread. */
public final class Offsets {

    /** Stands for no offset; lower than all. */
    public static final long NONE = -1;

    private int[] partitions = {};
    private long[] offsets = {};

    /** The highest offset of a partition, or {@link #NONE}. */
    public long of(int partition) {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] == partition) {
                return offsets[i];
            }
        }
        return NONE;
    }

    /** Takes note of an offset; one lower than another changes nothing. */
    public void raise(int partition, long offset) {
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

    /** Whether none of these is above that of {@code others}. */
    public boolean areWithin(Offsets others) {
        for (int i = 0; i < partitions.length; i++) {
            if (offsets[i] > others.of(partitions[i])) {
                return false;
            }
        }
        return true;
    }

    /** A copy that does not change with this one. */
    public Offsets copy() {
        Offsets copy = new Offsets();
        copy.partitions = partitions.clone();
        copy.offsets = offsets.clone();
        return copy;
    }
}

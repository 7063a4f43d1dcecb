package dev.weir.envelope;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * Which blocks of a streamed message were taken out so far, and whether one was cut short; what a format has to remember from one event to the next.
 *
 * <p>Clients look blocks up by their number, and events that belong together carry it: so every event of a block that was
 * taken out goes too, and the blocks behind it are numbered as if it had never been. Owned by one stream.
 */
public final class Blocks {

    private int[] removed = {};
    private boolean cutShort;

    void remove(int block) {
        if (!isRemoved(block)) {
            removed = Arrays.copyOf(removed, removed.length + 1);
            removed[removed.length - 1] = block;
            Arrays.sort(removed);
        }
    }

    boolean isRemoved(int block) {
        return Arrays.binarySearch(removed, block) >= 0;
    }

    /** By how much the number of a block is lower than it was. */
    public int removedBefore(int block) {
        int at = Arrays.binarySearch(removed, block);
        return at < 0 ? -at - 1 : at;
    }

    /** Says that the text of a block was cut short. */
    public void cutShort() {
        cutShort = true;
    }

    /** Whether the text of a block was cut short. */
    public boolean isCutShort() {
        return cutShort;
    }

    /** Writes what {@link #restore} takes. */
    public void save(StateWriter writer) {
        writer.writeBoolean(cutShort);
        writer.writeInt(removed.length);
        for (int block : removed) {
            writer.writeInt(block);
        }
    }

    /** Takes over what {@link #save} wrote. */
    public void restore(StateReader reader) {
        cutShort = reader.readBoolean();
        int[] read = new int[Math.min(reader.readInt(), 1 << 16)];
        for (int i = 0; i < read.length; i++) {
            read[i] = reader.readInt();
        }
        removed = read;
    }
}

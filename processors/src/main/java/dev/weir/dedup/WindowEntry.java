package dev.weir.dedup;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.window.Offsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is remembered of one fingerprint: its window, its counts and what was decided about which record. */
final class WindowEntry {

    /** The life of an entry. */
    enum State {
        /** The window is open. */
        OPEN(1),
        /** The window is over and summed up; lines that arrive out of order are still compared with it. */
        ENDED(2),
        /** Only kept to recognise records that are read again after a crash. */
        FORGOTTEN(3),
        /** No longer in memory; never stored. */
        REMOVED(0);

        private final int stored;

        State(int stored) {
            this.stored = stored;
        }

        private static State of(int stored) {
            return switch (stored) {
                case 1 -> OPEN;
                case 2 -> ENDED;
                case 3 -> FORGOTTEN;
                default -> throw new MalformedStateException("duplicates are in state " + stored + ", not 1 to 3");
            };
        }
    }

    static final int MAX_SAMPLE_BYTES = 1024;
    static final int VERSION = 1;
    private static final int MAX_LANES = 1 << 16;
    private static final byte[] NO_SAMPLE = {};

    final Fingerprint fingerprint;
    State state = State.REMOVED;
    long firstMs;
    long lastMs;
    long passed;
    long suppressed;
    /** When repeats that no summary has told of yet are to be told; {@link Long#MAX_VALUE} if there are none. */
    long unreportedDueMs = Long.MAX_VALUE;

    byte[] sample = NO_SAMPLE;
    /** The record that was last read when the last summary was sent. */
    int reportedPartition;

    long reportedOffset = Offsets.NONE;
    private Lane[] lanes = {};

    /** When the heap that the entry is in wants to see it again. */
    long due;

    int heapIndex;
    /** The entry's place among those to be written, or -1 if it has not changed since. */
    int dirtyIndex = -1;
    /** Whether the store holds a version of it. */
    boolean stored;

    WindowEntry(Fingerprint fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** Begins a window with a line that is about to pass. */
    void open(long timeMs) {
        state = State.OPEN;
        firstMs = timeMs;
        lastMs = timeMs;
        passed = 0;
        suppressed = 0;
        unreportedDueMs = Long.MAX_VALUE;
        sample = NO_SAMPLE;
        reportedOffset = Offsets.NONE;
    }

    boolean hasUnreported() {
        return unreportedDueMs != Long.MAX_VALUE;
    }

    void keepSample(byte[] line, int offset, int length) {
        sample = Arrays.copyOfRange(line, offset, offset + Math.min(length, MAX_SAMPLE_BYTES));
    }

    Lane.Past past(int partition, long offset) {
        Lane lane = lane(partition);
        return lane == null ? Lane.Past.UNSEEN : lane.past(offset);
    }

    void decided(int partition, long offset, boolean passes) {
        Lane lane = lane(partition);
        if (lane == null) {
            lane = new Lane(partition, offset);
            lanes = Arrays.copyOf(lanes, lanes.length + 1);
            lanes[lanes.length - 1] = lane;
        }
        lane.decided(offset, passes);
    }

    /** Whether no record that matters to this entry can be read again once {@code committed} has been committed. */
    boolean isSettled(Offsets committed) {
        if (reportedOffset > committed.of(reportedPartition)) {
            return false;
        }
        for (Lane lane : lanes) {
            if (lane.highest() > committed.of(lane.partition)) {
                return false;
            }
        }
        return true;
    }

    /** What is known of the only record that was seen, if the entry's window is open and it knows of nothing else. */
    @Nullable
    Lane onlyRecord() {
        boolean single = state == State.OPEN && passed == 1 && suppressed == 0 && reportedOffset == Offsets.NONE;
        return single && lanes.length == 1 && lanes[0].knowsOneRecordOnly() ? lanes[0] : null;
    }

    byte[] save(StateWriter writer) {
        writer.clear();
        writer.writeByte(VERSION);
        writer.writeByte(state.stored);
        writer.writeLong(firstMs);
        writer.writeLong(lastMs - firstMs);
        writer.writeLong(passed);
        writer.writeLong(suppressed);
        writer.writeBoolean(hasUnreported());
        if (hasUnreported()) {
            writer.writeLong(unreportedDueMs - firstMs);
        }
        writer.writeInt(reportedPartition);
        writer.writeLong(reportedOffset);
        writer.writeBytes(sample);
        writer.writeInt(lanes.length);
        for (Lane lane : lanes) {
            lane.save(writer);
        }
        return writer.toByteArray();
    }

    static WindowEntry restore(Fingerprint fingerprint, StateReader reader) {
        int version = reader.readByte();
        if (version != VERSION) {
            throw new MalformedStateException("duplicates have version " + version + ", not " + VERSION);
        }
        WindowEntry entry = new WindowEntry(fingerprint);
        entry.state = State.of(reader.readByte());
        entry.firstMs = reader.readLong();
        entry.lastMs = entry.firstMs + reader.readLong();
        entry.passed = reader.readLong();
        entry.suppressed = reader.readLong();
        if (reader.readBoolean()) {
            entry.unreportedDueMs = entry.firstMs + reader.readLong();
        }
        entry.reportedPartition = reader.readInt();
        entry.reportedOffset = reader.readLong();
        entry.sample = reader.readBytes();
        entry.lanes = new Lane[readCount(reader, MAX_LANES)];
        for (int i = 0; i < entry.lanes.length; i++) {
            entry.lanes[i] = Lane.restore(reader);
        }
        if (!reader.atEnd()) {
            throw new MalformedStateException("duplicates have more bytes than they should");
        }
        entry.stored = true;
        return entry;
    }

    static int readCount(StateReader reader, int most) {
        int count = reader.readInt();
        if (count < 0 || count > most) {
            throw new MalformedStateException("duplicates name " + count + " items where 0 to " + most + " may be");
        }
        return count;
    }

    private @Nullable Lane lane(int partition) {
        for (Lane lane : lanes) {
            if (lane.partition == partition) {
                return lane;
            }
        }
        return null;
    }
}

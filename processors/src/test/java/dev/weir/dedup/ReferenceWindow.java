package dev.weir.dedup;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.window.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The rules with every kind of line in a hash map: what the window decided before it kept some elsewhere. */
final class ReferenceWindow {

    private final DedupOptions options;
    private final DuplicateWindow.Report report;
    private final Map<Fingerprint, WindowEntry> entries = new HashMap<>();
    private final DueHeap open = new DueHeap();
    private final DueHeap ended = new DueHeap();
    private final DueHeap forgotten = new DueHeap();
    private long forgottenSoFar;

    private final List<WindowEntry> dirty = new ArrayList<>();
    private final List<Fingerprint> removed = new ArrayList<>();
    private final StateWriter writer = new StateWriter();

    /** Loaded entries whose summary may not have arrived, by the partition of the record that triggered it. */
    private final Map<Integer, List<WindowEntry>> unconfirmed = new HashMap<>();

    private final Offsets read = new Offsets();
    /** What had been read when entries were last handed out: committed by the time they are handed out again. */
    private Offsets committed = new Offsets();

    private int currentPartition;
    private long currentOffset = Offsets.NONE;
    private long streamTimeMs = Long.MIN_VALUE;

    ReferenceWindow(DedupOptions options, DuplicateWindow.Report report) {
        this.options = options;
        this.report = report;
    }

    /** Decides about one record; the line is copied only where a sample is needed. */
    Decision offer(
            Fingerprint fingerprint, long timeMs, int partition, long offset, byte[] line, int from, int length) {
        if (!unconfirmed.isEmpty()) {
            repeatUnconfirmed(partition, offset);
        }
        currentPartition = partition;
        currentOffset = offset;
        read.raise(partition, offset);
        advance(timeMs);
        WindowEntry entry = entries.get(fingerprint);
        if (entry != null) {
            switch (entry.past(partition, offset)) {
                case PASSED -> {
                    return Decision.PASS_AGAIN;
                }
                case HELD_BACK -> {
                    return Decision.SUPPRESS_AGAIN;
                }
                case UNSEEN -> {}
            }
        }
        Decision decision = decide(fingerprint, entry, timeMs);
        WindowEntry decided = entry == null ? entries.get(fingerprint) : entry;
        if (decided != null) {
            if (decision == Decision.SUPPRESS) {
                suppress(decided, line, from, length);
            }
            decided.decided(partition, offset, decision.passes());
            markDirty(decided);
        }
        return decision;
    }

    private Decision decide(Fingerprint fingerprint, @Nullable WindowEntry entry, long timeMs) {
        if (streamTimeMs - timeMs > options.lateMs()) {
            return Decision.LATE;
        }
        boolean remembered = entry != null && entry.state != WindowEntry.State.FORGOTTEN;
        if (entry != null && remembered && timeMs - entry.firstMs < options.windowMs()) {
            if (entry.firstMs - timeMs >= options.windowMs()) {
                return Decision.LATE; // of a window before this one
            }
            entry.lastMs = Math.max(entry.lastMs, timeMs);
            if (entry.passed < options.pass()) {
                entry.passed++;
                return Decision.PASS;
            }
            return Decision.SUPPRESS;
        }
        if (!remembered && open.size() + ended.size() >= options.maxKeys() && !forgetAnEndedOne()) {
            return Decision.OVERFLOW;
        }
        openWindow(entry == null ? new WindowEntry(fingerprint) : entry, timeMs);
        return Decision.PASS_FIRST;
    }

    private void openWindow(WindowEntry entry, long timeMs) {
        if (entry.state == WindowEntry.State.ENDED) {
            if (entry.hasUnreported()) {
                summarise(entry, Summary.Reason.WINDOW_ENDED);
            }
            ended.remove(entry);
        } else if (entry.state == WindowEntry.State.FORGOTTEN) {
            forgotten.remove(entry);
        } else {
            entries.put(entry.fingerprint, entry);
        }
        entry.open(timeMs);
        entry.passed = 1;
        open.add(entry, dueMs(entry));
    }

    private void suppress(WindowEntry entry, byte[] line, int from, int length) {
        if (entry.suppressed++ == 0) {
            entry.keepSample(line, from, length);
        }
        if (!entry.hasUnreported()) {
            long interval = options.summaryIntervalMs();
            entry.unreportedDueMs = interval == 0 ? Long.MAX_VALUE - 1 : streamTimeMs + interval;
            heapOf(entry).reschedule(entry, dueMs(entry));
        }
    }

    /** Lets stream time reach {@code timeMs}; earlier times do not move it. */
    void advance(long timeMs) {
        streamTimeMs = Math.max(streamTimeMs, timeMs);
        // Even if time stood still: a window that a line out of order opened, or a loaded one, may be over already.
        fire(streamTimeMs, Summary.Reason.WINDOW_ENDED);
    }

    /**
     * Ends windows on an idle partition, as if stream time had gone on with the clock on the wall since the last record.
     * Stream time itself stays, so that no record to come is late because of it.
     */
    void closeIdle(long lastRecordWallMs, long nowWallMs) {
        if (streamTimeMs != Long.MIN_VALUE) {
            fire(streamTimeMs + Math.max(0, nowWallMs - lastRecordWallMs), Summary.Reason.IDLE);
        }
    }

    private void fire(long nowMs, Summary.Reason reason) {
        for (WindowEntry entry = open.peek(); entry != null && entry.due <= nowMs; entry = open.peek()) {
            if (nowMs < entry.firstMs + options.windowMs()) {
                summarise(entry, Summary.Reason.STORM);
                open.reschedule(entry, dueMs(entry));
            } else {
                if (entry.suppressed > 0) {
                    summarise(entry, reason);
                }
                open.remove(entry);
                entry.state = WindowEntry.State.ENDED;
                markDirty(entry);
                ended.add(entry, dueMs(entry));
            }
        }
        for (WindowEntry entry = ended.peek(); entry != null && entry.due <= nowMs; entry = ended.peek()) {
            if (nowMs < entry.firstMs + options.windowMs() + options.lateMs()) {
                summarise(entry, reason);
                ended.reschedule(entry, dueMs(entry));
            } else {
                forget(entry, reason);
            }
        }
    }

    private boolean forgetAnEndedOne() {
        WindowEntry oldest = ended.peek();
        if (oldest == null) {
            return false;
        }
        forget(oldest, Summary.Reason.WINDOW_ENDED);
        return true;
    }

    private void forget(WindowEntry entry, Summary.Reason reason) {
        if (entry.hasUnreported()) {
            summarise(entry, reason);
        }
        ended.remove(entry);
        entry.state = WindowEntry.State.FORGOTTEN;
        markDirty(entry);
        forgotten.add(entry, forgottenSoFar++);
        if (forgotten.size() > options.maxKeys()) {
            removeOldestForgotten();
        }
    }

    private void removeOldestForgotten() {
        WindowEntry entry = forgotten.peek();
        if (entry == null) {
            return;
        }
        forgotten.remove(entry);
        entry.state = WindowEntry.State.REMOVED;
        entries.remove(entry.fingerprint);
        if (entry.stored) {
            removed.add(entry.fingerprint);
        }
        if (entry.dirtyIndex >= 0) {
            WindowEntry last = dirty.remove(dirty.size() - 1);
            if (last != entry) {
                dirty.set(entry.dirtyIndex, last);
                last.dirtyIndex = entry.dirtyIndex;
            }
            entry.dirtyIndex = -1;
        }
    }

    private void summarise(WindowEntry entry, Summary.Reason reason) {
        entry.unreportedDueMs = Long.MAX_VALUE;
        entry.reportedPartition = currentPartition;
        entry.reportedOffset = currentOffset;
        markDirty(entry);
        report.summarise(entry, reason);
    }

    /** Sends the summaries again that records at or after {@code offset} triggered: they are read again now. */
    private void repeatUnconfirmed(int partition, long offset) {
        List<WindowEntry> sent = unconfirmed.remove(partition);
        if (sent == null) {
            return;
        }
        for (WindowEntry entry : sent) {
            boolean over = entry.state == WindowEntry.State.ENDED || entry.state == WindowEntry.State.FORGOTTEN;
            if (over && offset <= entry.reportedOffset) {
                report.summarise(entry, Summary.Reason.WINDOW_ENDED);
            }
        }
    }

    /** Hands out every entry that changed since the last call, and null for those that are gone. */
    void forEachDirty(BiConsumer<byte[], byte @Nullable []> store) {
        removeSettled();
        for (Fingerprint fingerprint : removed) {
            if (!entries.containsKey(fingerprint)) {
                store.accept(fingerprint.toBytes(), null);
            }
        }
        removed.clear();
        for (WindowEntry entry : dirty) {
            store.accept(entry.fingerprint.toBytes(), entry.save(writer));
            entry.stored = true;
            entry.dirtyIndex = -1;
        }
        dirty.clear();
        committed = read.copy();
    }

    /** Removes the forgotten entries none of whose records can be read again: the last commit lies behind them. */
    private void removeSettled() {
        List<WindowEntry> unsettled = new ArrayList<>();
        for (WindowEntry entry = forgotten.peek(); entry != null; entry = forgotten.peek()) {
            if (entry.isSettled(committed)) {
                removeOldestForgotten();
            } else {
                forgotten.remove(entry);
                unsettled.add(entry);
            }
        }
        for (WindowEntry entry : unsettled) {
            forgotten.add(entry, entry.due);
        }
    }

    /** Takes over one entry of the store. */
    void load(byte[] key, byte[] value) {
        WindowEntry entry = WindowEntry.restore(Fingerprint.fromBytes(key), new StateReader(value));
        entries.put(entry.fingerprint, entry);
        streamTimeMs = Math.max(streamTimeMs, entry.lastMs);
        switch (entry.state) {
            case OPEN -> open.add(entry, dueMs(entry));
            case ENDED -> ended.add(entry, dueMs(entry));
            case FORGOTTEN -> forgotten.add(entry, forgottenSoFar++);
            case REMOVED -> throw new IllegalStateException("removed entries are never stored");
        }
        if (entry.state != WindowEntry.State.OPEN && entry.suppressed > 0 && entry.reportedOffset != Offsets.NONE) {
            unconfirmed
                    .computeIfAbsent(entry.reportedPartition, partition -> new ArrayList<>())
                    .add(entry);
        }
    }

    /** How many windows are open or still compared with. */
    int liveKeys() {
        return open.size() + ended.size();
    }

    private DueHeap heapOf(WindowEntry entry) {
        return entry.state == WindowEntry.State.OPEN ? open : ended;
    }

    private long dueMs(WindowEntry entry) {
        long overMs = entry.firstMs + options.windowMs();
        long dueMs = entry.state == WindowEntry.State.OPEN ? overMs : overMs + options.lateMs();
        return Math.min(dueMs, entry.unreportedDueMs);
    }

    private void markDirty(WindowEntry entry) {
        if (entry.dirtyIndex < 0) {
            entry.dirtyIndex = dirty.size();
            dirty.add(entry);
        }
    }
}

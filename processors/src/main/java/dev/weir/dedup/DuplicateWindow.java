package dev.weir.dedup;

import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each record whether it repeats an earlier one of the same fingerprint.
 *
 * <p><b>Windows.</b> A window opens with the first record of a fingerprint, at its event time, and lasts {@code window};
 * repeats never prolong it. A record less than {@code window} before or after the first belongs to it, in whatever order
 * records come. Stream time, the greatest event time so far, ends windows; an ended window stays in memory for {@code
 * late} more so that records out of order still find it. A record further than {@code late} behind stream time passes.
 *
 * <p><b>Read again after a crash.</b> Under at-least-once the entries that were written at a commit may be newer than the
 * committed offsets, each by itself. An entry therefore remembers what it decided about which offset ({@link Lane}): a
 * record that passed passes again, for its output may never have arrived; one that was held back is neither passed nor
 * counted again. A window that is over is forgotten in two steps for the same reason: its entry leaves the store only
 * once the offsets of all its records, and of the record that ended it, were read before the previous commit, so that
 * none of them can come again. A summary counts as sent only then: if the record that triggered it comes again, so does
 * the summary. Where memory runs out, or a crash left only some entries written, records pass that might have been held
 * back, never the other way round.
 *
 * <p>One thread. Memory: some 250 bytes a fingerprint, and up to 1 KiB more for one with repeats; at most {@code max-keys}
 * of them and as many forgotten ones between two commits. Time: O(1) a record, O(log n) where a window opens or ends.
 */
final class DuplicateWindow {

    /** Takes the state of a window to be told of. */
    interface Report {
        void summarise(WindowEntry entry, Summary.Reason reason);
    }

    private final DedupOptions options;
    private final Report report;
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

    DuplicateWindow(DedupOptions options, Report report) {
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

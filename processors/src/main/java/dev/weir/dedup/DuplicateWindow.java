package dev.weir.dedup;

import dev.weir.filter.StateWriter;
import dev.weir.window.Offsets;
import dev.weir.window.SightingEngine;
import java.util.HashMap;
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
 * <p><b>Where it is kept.</b> Most kinds of line are seen once in a window: those are {@link Singles}, outside the heap. At
 * its second record a kind becomes a {@link WindowEntry}, on the heap; when it opens another window and nothing can be
 * read again that the entry knows of, it becomes a single again.
 *
 * <p>One thread. Memory: see {@link Singles} for fingerprints seen once; some 300 bytes of heap for one with repeats, and
 * up to 1 KiB more for its sample; at most {@code max-keys} of both, and as many forgotten ones between two commits. Time:
 * O(1) a record, O(log n) where a window with repeats opens or ends.
 */
final class DuplicateWindow implements AutoCloseable {

    /** Takes the state of a window to be told of. */
    interface Report {
        void summarise(WindowEntry entry, Summary.Reason reason);
    }

    private final DedupOptions options;
    private final Report report;
    private final Map<Fingerprint, WindowEntry> entries = new HashMap<>();
    private final Singles singles;
    private final DueHeap open = new DueHeap();
    private final DueHeap ended = new DueHeap();
    private final ForgottenEntries forgotten = new ForgottenEntries();
    private final EntryChanges changes = new EntryChanges();
    private final StateWriter writer = new StateWriter();

    private final UnconfirmedSummaries unconfirmed = new UnconfirmedSummaries();

    private final Offsets read = new Offsets();
    /** What had been read when entries were last handed out: committed by the time they are handed out again. */
    private Offsets committed = new Offsets();
    /** What was committed for certain, even if the commit after that may still fail. */
    private Offsets settled = new Offsets();

    /** The entry of the record at hand, if it has one. */
    private @Nullable WindowEntry current;

    private int currentPartition;
    private long currentOffset = Offsets.NONE;
    private long streamTimeMs = Long.MIN_VALUE;

    DuplicateWindow(DedupOptions options, Report report, SightingEngine engine) {
        this.options = options;
        this.report = report;
        this.singles = new Singles(options, engine);
    }

    /** Decides about one record; the line is copied only where a sample is needed. */
    Decision offer(
            Fingerprint fingerprint, long timeMs, int partition, long offset, byte[] line, int from, int length) {
        unconfirmed.repeat(partition, offset, entry -> report.summarise(entry, Summary.Reason.WINDOW_ENDED));
        currentPartition = partition;
        currentOffset = offset;
        read.raise(partition, offset);
        advance(timeMs);
        WindowEntry entry = entries.get(fingerprint);
        boolean single = entry == null ? singles.find(fingerprint) : singles.findNone();
        switch (entry != null ? entry.past(partition, offset) : singles.past(single, partition, offset)) {
            case PASSED -> {
                return Decision.PASS_AGAIN;
            }
            case HELD_BACK -> {
                return Decision.SUPPRESS_AGAIN;
            }
            case UNSEEN -> {}
        }
        if (single && !singles.mayBeReplaced(settled, timeMs, streamTimeMs)) {
            entry = promote(fingerprint);
        }
        current = entry;
        Decision decision = decide(fingerprint, entry, timeMs);
        WindowEntry decided = current;
        if (decided != null) {
            if (decision == Decision.SUPPRESS) {
                suppress(decided, line, from, length);
            }
            decided.decided(partition, offset, decision.passes());
            changes.add(decided);
        }
        return decision;
    }

    private Decision decide(Fingerprint fingerprint, @Nullable WindowEntry entry, long timeMs) {
        if (streamTimeMs - timeMs > options.lateMs()) {
            return Decision.LATE;
        }
        boolean remembered = entry == null ? singles.isRemembered() : entry.state != WindowEntry.State.FORGOTTEN;
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
        if (!remembered && ((liveKeys() >= options.maxKeys() && !forgetAnEndedOne()) || !singles.hasRoom())) {
            return Decision.OVERFLOW;
        }
        openWindow(fingerprint, entry, timeMs);
        return Decision.PASS_FIRST;
    }

    private void openWindow(Fingerprint fingerprint, @Nullable WindowEntry before, long timeMs) {
        WindowEntry entry = before;
        if (entry != null) {
            boolean unreported = entry.hasUnreported();
            if (unreported) {
                summarise(entry, Summary.Reason.WINDOW_ENDED);
            }
            if (entry.state == WindowEntry.State.FORGOTTEN) {
                forgotten.remove(entry);
            } else {
                ended.remove(entry);
            }
            if (!unreported && entry.isSettled(settled)) {
                // Whatever the entry knows, no record will ask for it: a new one knows as much.
                entry.state = WindowEntry.State.REMOVED;
                entries.remove(fingerprint);
                changes.forget(entry);
                entry = null;
            }
        }
        if (entry == null && !singles.open(fingerprint, timeMs, currentPartition, currentOffset)) {
            entry = new WindowEntry(fingerprint);
            entry.stored = before == null ? singles.replaces() : before.stored;
            entries.put(fingerprint, entry);
        }
        current = entry;
        if (entry != null) {
            entry.open(timeMs);
            entry.passed = 1;
            open.add(entry, dueMs(entry));
        }
    }

    /** Turns the single that was found into an entry that has room for more. */
    private WindowEntry promote(Fingerprint fingerprint) {
        WindowEntry entry = singles.take(fingerprint, committed);
        entries.put(fingerprint, entry);
        addToHeap(entry);
        return entry;
    }

    private void addToHeap(WindowEntry entry) {
        switch (entry.state) {
            case OPEN -> open.add(entry, dueMs(entry));
            case ENDED -> ended.add(entry, dueMs(entry));
            case FORGOTTEN -> forgotten.add(entry);
            case REMOVED -> throw new IllegalStateException("removed entries are in no heap");
        }
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
                changes.add(entry);
                ended.add(entry, dueMs(entry));
            }
        }
        singles.advance(nowMs, reason == Summary.Reason.IDLE);
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
        if (singles.forgetAnEndedOneBefore(oldest == null ? Long.MAX_VALUE : oldest.due)) {
            return true;
        }
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
        changes.add(entry);
        forgotten.add(entry);
        WindowEntry oldest = forgotten.size() > options.maxKeys() ? forgotten.poll() : null;
        if (oldest != null) {
            remove(oldest);
        }
    }

    private void remove(WindowEntry entry) {
        entry.state = WindowEntry.State.REMOVED;
        entries.remove(entry.fingerprint);
        changes.remove(entry);
    }

    private void summarise(WindowEntry entry, Summary.Reason reason) {
        entry.unreportedDueMs = Long.MAX_VALUE;
        entry.reportedPartition = currentPartition;
        entry.reportedOffset = currentOffset;
        changes.add(entry);
        report.summarise(entry, reason);
    }

    /** Hands out every entry that changed since the last call, and null for those that are gone. */
    void forEachDirty(BiConsumer<byte[], byte @Nullable []> store) {
        forgotten.removeSettled(committed, this::remove);
        changes.forEach(writer, fingerprint -> entries.containsKey(fingerprint) || singles.find(fingerprint), store);
        singles.forEachDirty(committed, writer, entries::containsKey, store);
        settled = committed;
        committed = read.copy();
    }

    /** Takes over one entry of the store. */
    void load(byte[] key, byte[] value) {
        Fingerprint fingerprint = Fingerprint.fromBytes(key);
        WindowEntry entry = Singles.restore(fingerprint, value);
        streamTimeMs = Math.max(streamTimeMs, entry.lastMs);
        if (singles.takeOver(entry)) {
            return;
        }
        entries.put(fingerprint, entry);
        addToHeap(entry);
        if (entry.state != WindowEntry.State.OPEN && entry.suppressed > 0 && entry.reportedOffset != Offsets.NONE) {
            unconfirmed.add(entry);
        }
    }

    /** How many windows are open or still compared with. */
    int liveKeys() {
        return open.size() + ended.size() + singles.live();
    }

    /** Gives the memory outside the heap back. */
    @Override
    public void close() {
        singles.close();
    }

    private DueHeap heapOf(WindowEntry entry) {
        return entry.state == WindowEntry.State.OPEN ? open : ended;
    }

    private long dueMs(WindowEntry entry) {
        long overMs = entry.firstMs + options.windowMs();
        long dueMs = entry.state == WindowEntry.State.OPEN ? overMs : overMs + options.lateMs();
        return Math.min(dueMs, entry.unreportedDueMs);
    }
}

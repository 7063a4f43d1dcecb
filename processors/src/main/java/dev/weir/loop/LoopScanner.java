package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.Arrays;

/**
 * Finds the loops of one text while it streams past.
 *
 * <p>It either probes or follows. Probing looks up where the last 12 bytes stood before ({@link RecentWindows}); equal
 * bytes at a distance of p start a run with lag p. Following compares the text with itself p bytes before, many bytes at
 * a time, until the run is long enough to be a loop, or breaks and probing goes on. A run is first extended backwards, so
 * a late find loses nothing. Should probing keep coming back to wrong lags, {@link LongestRun} settles it.
 *
 * <p>Every decision depends on the last 2,048 bytes and on positions, never on how the text was cut. Not thread-safe.
 */
final class LoopScanner {

    static final int MAX_PERIOD = 2_000;

    /** How many bytes back any decision may look. */
    static final int REACH = 2_048;

    /** No threshold is reached before, so shorter texts need no table. */
    private static final int PROBE_FROM = 128;

    private static final int FIRST_CAPACITY = 256;
    private static final int CAPACITY = 2 * REACH;

    private final LoopThresholds thresholds;
    private final RecentWindows windows;
    private final RepetitionWatch watch = new RepetitionWatch();

    private byte[] history = new byte[FIRST_CAPACITY];
    private int size;
    /** The position in the text of the first byte of the history. */
    private long base;

    /** The index in the history of the first byte that is not looked at yet. */
    private int next;

    /** The lag of the run that is followed; 0 while probing. */
    private int lag;

    /** The position of the first byte that equals the byte one lag before it. */
    private long runStart;
    /** The length at which the run is looked at again. */
    private long neededRun;
    /** Whether the run was told to be a loop. */
    private boolean found;

    LoopScanner(LoopThresholds thresholds) {
        this(thresholds, RecentWindows.MAX_SLOTS);
    }

    /** With a smaller table, where collisions are frequent. */
    LoopScanner(LoopThresholds thresholds, int maxSlots) {
        this.thresholds = thresholds;
        this.windows = new RecentWindows(maxSlots);
    }

    /** Looks at the next piece of text. */
    void scan(byte[] text, int offset, int length, LoopListener listener) {
        int rest = length;
        while (rest > 0) {
            int taken = Math.min(rest, makeRoom());
            System.arraycopy(text, offset + length - rest, history, size, taken);
            size += taken;
            rest -= taken;
            while (next < size) {
                if (lag > 0) {
                    follow(listener);
                } else {
                    probe(listener);
                }
            }
        }
    }

    /** Ends the text, and with it the loop that is going on. */
    void finish(LoopListener listener) {
        breakRun(listener);
    }

    private int makeRoom() {
        if (size == history.length) {
            if (size < CAPACITY) {
                history = Arrays.copyOf(history, 2 * size);
            } else {
                int dropped = size - REACH;
                System.arraycopy(history, dropped, history, 0, REACH);
                size = REACH;
                next -= dropped;
                base += dropped;
                windows.drop(dropped);
            }
        }
        return history.length - size;
    }

    private void probe(LoopListener listener) {
        int from = (int) Math.max(next, PROBE_FROM - base);
        if (from >= size) {
            next = size;
            return;
        }
        int hit = windows.probe(history, from, size, base, thresholds.maxPeriod());
        if (hit < 0) {
            watch.probed(size - from);
            next = size;
            return;
        }
        watch.probed(hit + 1 - from);
        next = hit + 1;
        startRun(windows.lag(), next, next - RecentWindows.WINDOW, listener);
    }

    /** Follows a lag at which the bytes from {@code matchedFrom} to {@code end} are known to repeat. */
    private void startRun(int newLag, int end, int matchedFrom, LoopListener listener) {
        lag = newLag;
        runStart = base + extendBack(newLag, end, matchedFrom);
        neededRun = thresholds.neededRun(newLag);
        if (base + end - runStart >= neededRun) {
            judge(end, listener);
        }
    }

    private int extendBack(int distance, int end, int matchedFrom) {
        int first = Math.max(0, end - REACH) + distance;
        int from = matchedFrom;
        while (from > first && history[from - 1] == history[from - 1 - distance]) {
            from--;
        }
        return from;
    }

    private void follow(LoopListener listener) {
        int end = size;
        if (!found && neededRun - (base + next - runStart) < size - next) {
            end = (int) (runStart + neededRun - base);
        }
        int matched = Arrays.mismatch(history, next, end, history, next - lag, end - lag);
        if (matched < 0) {
            next = end;
            if (!found && base + end - runStart >= neededRun) {
                judge(end, listener);
            }
            return;
        }
        next += matched;
        breakRun(listener);
        if (watch.suspects(base + next)) {
            settle(listener);
        }
    }

    /** Asks for the lag that explains most of the text, with the byte that broke the run, lest its lag wins again. */
    private void settle(LoopListener listener) {
        int end = next + 1;
        int likely = LongestRun.lag(history, Math.max(0, end - REACH), end, thresholds.maxPeriod());
        if (likely > 0) {
            next = end;
            startRun(likely, end, end, listener);
        }
    }

    /** Decides on a run that is long enough for its lag, which may be a multiple of the true period. */
    private void judge(int end, LoopListener listener) {
        int period = LoopUnit.fundamentalPeriod(history, end - lag, lag);
        if (period < lag) {
            int matchedFrom = (int) (runStart - base) - lag + period;
            lag = period;
            runStart = base + extendBack(period, end, matchedFrom);
        }
        Loop loop = loop(end);
        neededRun = thresholds.neededRun(loop.unit());
        if (base + end - runStart >= neededRun) {
            found = true;
            listener.found(loop);
        }
    }

    private void breakRun(LoopListener listener) {
        if (found) {
            found = false;
            listener.ended(loop(next));
        }
        lag = 0;
    }

    /** The loop as of an index: its last unit stands there whole, turned by what the loop has of a further one. */
    private Loop loop(int end) {
        long offset = runStart - lag;
        int phase = (int) ((base + end - offset) % lag);
        byte[] unit = new byte[lag];
        System.arraycopy(history, end - phase, unit, 0, phase);
        System.arraycopy(history, end - lag, unit, phase, lag - phase);
        return new Loop(offset, base + end, new LoopUnit(unit));
    }

    void save(StateWriter state) {
        int kept = Math.min(size, REACH);
        state.writeLong(base + size);
        state.writeBytes(history, size - kept, kept);
        state.writeInt(lag);
        if (lag > 0) {
            state.writeLong(runStart);
            state.writeLong(neededRun);
            state.writeBoolean(found);
        }
        watch.save(state);
    }

    void restore(StateReader state) {
        long position = state.readLong();
        byte[] kept = state.readBytes();
        if (position < kept.length || kept.length != Math.min(position, REACH)) {
            throw new MalformedStateException(
                    "state has " + kept.length + " bytes of text before position " + position);
        }
        while (history.length < kept.length) {
            history = new byte[2 * history.length];
        }
        System.arraycopy(kept, 0, history, 0, kept.length);
        size = kept.length;
        next = size;
        base = position - size;
        lag = state.readInt();
        if (lag < 0 || lag > Math.min(size, MAX_PERIOD)) {
            throw new MalformedStateException(
                    "state follows a lag of " + lag + " bytes with " + size + " bytes of text");
        }
        if (lag > 0) {
            runStart = state.readLong();
            neededRun = state.readLong();
            found = state.readBoolean();
            boolean due = !found && neededRun <= position - runStart;
            if (runStart < lag || runStart > position || due) {
                throw new MalformedStateException("state has a run from " + runStart + " at position " + position);
            }
        }
        watch.restore(state);
    }
}

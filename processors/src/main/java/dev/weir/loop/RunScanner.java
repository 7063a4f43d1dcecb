package dev.weir.loop;

import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the stretches of one text that repeat themselves exactly, while it streams past.
 *
 * <p>It either probes or follows. Probing looks up where the last 24 bytes stood before ({@link RecentWindows}); equal
 * bytes at a distance of p start a run with lag p. Following compares the text with itself p bytes before, many bytes at
 * a time, until the run is long enough to be a loop, or breaks and probing goes on. A run is first extended backwards, so
 * a late find loses nothing. Should probing keep coming back to wrong lags, {@link LongestRun} settles it.
 *
 * <p>Every decision depends on what the history reaches and on positions, never on how the text was cut. Not thread-safe.
 */
final class RunScanner {

    /** No word is so long, in bytes. */
    private static final int LONG_WORD = 48;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final RunRules rules;
    private final TextHistory history;
    private final RecentWindows windows;
    private final RepetitionWatch watch = new RepetitionWatch();

    /** The position of the first byte that is not looked at yet. */
    private long next;

    /** The lag of the run that is followed; 0 while probing. */
    private int lag;

    /** The position of the first byte that equals the byte one lag before it. */
    private long runStart;
    /** Where the unit ended within which the run was noticed. */
    private long unitEnd;
    /** The length at which the run is looked at again. */
    private long neededRun;
    /** As what the run was told to be a loop; null if it was not. */
    private @Nullable LoopLevel level;

    RunScanner(RunRules rules, TextHistory history) {
        this(rules, history, WindowSampling.DENSE, RecentWindows.MAX_SLOTS);
    }

    /** With a smaller table, where collisions are frequent. */
    RunScanner(RunRules rules, TextHistory history, WindowSampling sampling, int maxSlots) {
        this.rules = rules;
        this.history = history;
        this.windows = new RecentWindows(sampling, maxSlots);
    }

    /** Looks at what the history has since the last time; it may have no more than its capacity exceeds its reach by. */
    void scan(RunListener listener) {
        while (next < history.end()) {
            if (lag > 0) {
                follow(listener);
            } else {
                probe(listener);
            }
        }
    }

    /** Ends the text, and with it the loop that is going on. */
    void finish(RunListener listener) {
        breakRun(listener);
    }

    /** Whether a loop is going on. */
    boolean inLoop() {
        return level != null;
    }

    /** How long the run is that goes on; 0 if none does. */
    long runLength() {
        return lag > 0 ? next - runStart : 0;
    }

    /** As what the run that goes on was told to be a loop; null if it was not. */
    @Nullable
    LoopLevel level() {
        return level;
    }

    /** Whether a run is going on that may become a loop: what it has behind {@link #unitEnd} is better not passed on yet. */
    boolean suspects() {
        return lag > 0 && level == null;
    }

    /** Where the unit ends, by the run's first lag, within which the run was noticed. */
    long unitEnd() {
        return unitEnd;
    }

    /** A copy of text of the run that is followed, which may begin before the history: it can be told from what is there. */
    byte[] textOfRun(long from, long to) {
        byte[] text = new byte[(int) (to - from)];
        for (int i = 0; i < text.length; i++) {
            long position = from + i;
            if (position < history.position(0)) {
                position += (history.position(0) - position + lag - 1) / lag * lag;
            }
            text[i] = history.bytes()[history.index(position)];
        }
        return text;
    }

    private void probe(RunListener listener) {
        long from = Math.min(Math.max(next, RecentWindows.WINDOW), history.end());
        long hit = windows.probe(history, from, rules.maxPeriod());
        if (hit < 0) {
            watch.probed(history.end() - from);
            next = history.end();
            return;
        }
        watch.probed(hit + 1 - from);
        next = hit + 1;
        startRun(windows.lag(), next, next - RecentWindows.WINDOW, listener);
    }

    /** Follows a lag at which the bytes from {@code matchedFrom} to {@code end} are known to repeat. */
    private void startRun(int newLag, long end, long matchedFrom, RunListener listener) {
        lag = newLag;
        runStart = extendBack(newLag, end, matchedFrom);
        unitEnd = end + lag - 1 - (end - runStart + lag - 1) % lag;
        listener.began(runStart - lag);
        neededRun = rules.neededRun(newLag);
        if (end - runStart >= neededRun) {
            judge(end, listener);
        }
    }

    private long extendBack(int distance, long end, long matchedFrom) {
        byte[] bytes = history.bytes();
        int first = history.index(Math.max(0, end - history.reach())) + distance;
        int from = history.index(matchedFrom);
        while (from - first >= Long.BYTES) {
            long difference =
                    (long) LONG.get(bytes, from - Long.BYTES) ^ (long) LONG.get(bytes, from - Long.BYTES - distance);
            if (difference != 0) {
                return history.position(from - Long.numberOfLeadingZeros(difference) / Byte.SIZE);
            }
            from -= Long.BYTES;
        }
        while (from > first && bytes[from - 1] == bytes[from - 1 - distance]) {
            from--;
        }
        return history.position(from);
    }

    private void follow(RunListener listener) {
        long end = history.end();
        if (level != LoopLevel.STOP && neededRun - (next - runStart) < end - next) {
            end = runStart + neededRun;
        }
        byte[] bytes = history.bytes();
        int from = history.index(next);
        int to = history.index(end);
        int matched = Arrays.mismatch(bytes, from, to, bytes, from - lag, to - lag);
        if (matched < 0) {
            next = end;
            if (level != LoopLevel.STOP && end - runStart >= neededRun) {
                judge(end, listener);
            }
            return;
        }
        next += matched;
        breakRun(listener);
        if (watch.suspects(next)) {
            settle(listener);
        }
    }

    /** Asks for the lag that explains most of the text, with the byte that broke the run, lest its lag wins again. */
    private void settle(RunListener listener) {
        long end = next + 1;
        int from = history.index(Math.max(0, end - history.reach()));
        int likely = LongestRun.lag(history.bytes(), from, history.index(end), rules.maxPeriod());
        if (likely > 0) {
            next = end;
            startRun(likely, end, end, listener);
        }
    }

    /** Decides on a run that is long enough for its lag, which may be a multiple of the true period. */
    private void judge(long end, RunListener listener) {
        int period = LoopUnit.fundamentalPeriod(history.bytes(), history.index(end) - lag, lag);
        if (period < lag) {
            long matchedFrom = runStart - lag + period;
            lag = period;
            runStart = extendBack(period, end, Math.max(matchedFrom, history.position(period)));
            listener.began(runStart - lag);
        }
        Run run = run(end);
        boolean amidWord = isAmidWord(run.offset(), end);
        long stop = rules.neededRun(run.unit(), LoopLevel.STOP, amidWord);
        long warn = level == null ? rules.neededRun(run.unit(), LoopLevel.WARN, amidWord) : stop;
        long length = end - runStart;
        if (length < Math.min(warn, stop)) {
            neededRun = Math.min(warn, stop);
            return;
        }
        boolean first = level == null;
        LoopLevel reached = length >= stop ? LoopLevel.STOP : LoopLevel.WARN;
        level = reached;
        neededRun = stop;
        if (first) {
            listener.found(run, reached);
        } else {
            listener.escalated(run);
        }
    }

    /** Whether the text before a position has been ASCII without white space for longer than words are. */
    private boolean isAmidWord(long position, long end) {
        if (position < Math.max(0, end - history.reach()) + LONG_WORD) {
            return false;
        }
        int to = history.index(position);
        for (int i = to - LONG_WORD; i < to; i++) {
            if (history.bytes()[i] <= ' ') {
                return false;
            }
        }
        return true;
    }

    private void breakRun(RunListener listener) {
        LoopLevel reached = level;
        if (reached != null) {
            listener.ended(run(next), reached);
        } else if (lag > 0) {
            listener.dissolved(next);
        }
        level = null;
        lag = 0;
    }

    /** The run as of a position: its last unit stands there whole, turned by what the run has of a further one. */
    private Run run(long end) {
        long offset = runStart - lag;
        int phase = (int) ((end - offset) % lag);
        byte[] unit = new byte[lag];
        int to = history.index(end);
        System.arraycopy(history.bytes(), to - phase, unit, 0, phase);
        System.arraycopy(history.bytes(), to - lag, unit, phase, lag - phase);
        return new Run(offset, end, new LoopUnit(unit));
    }

    /** Writes all but the history. */
    void save(StateWriter state) {
        state.writeInt(lag);
        if (lag > 0) {
            state.writeLong(runStart);
            state.writeLong(unitEnd);
            state.writeLong(neededRun);
            LoopLevel.save(level, state);
        }
        watch.save(state);
    }

    /** Reads what {@link #save} wrote; the history has been restored. */
    void restore(StateReader state) {
        long position = history.end();
        next = position;
        lag = state.readInt();
        if (lag < 0 || lag > Math.min(history.size(), rules.maxPeriod())) {
            throw new MalformedStateException(
                    "state follows a lag of " + lag + " bytes with " + history.size() + " bytes of text");
        }
        if (lag > 0) {
            runStart = state.readLong();
            unitEnd = state.readLong();
            neededRun = state.readLong();
            level = LoopLevel.restored(state);
            boolean due = level != LoopLevel.STOP && neededRun <= position - runStart;
            if (runStart < lag || runStart > unitEnd || runStart > position || due) {
                throw new MalformedStateException("state has a run from " + runStart + " at position " + position);
            }
        }
        watch.restore(state);
    }
}

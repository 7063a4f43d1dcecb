package dev.weir.loop;

import dev.weir.filter.ConversationFilter;
import dev.weir.filter.ConversationOutput;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Finds the turns of a conversation that go round in circles: a cycle of turns, one being the shortest, that is gone through
 * without a break; or turns none of which is new, in whatever order.
 *
 * <p>The results of calls are not seen. What tells honest repetition is what stands between: whoever runs the same test
 * after other edits does not go round in circles, so any different turn breaks a cycle. Costs a look at 64 numbers a turn;
 * about 1 KB of memory, less for short conversations. Not thread-safe.
 */
final class TurnWatch implements ConversationFilter {

    private static final String MESSAGE = "(message)";
    private static final int MESSAGE_TAG = 0;

    private final TurnThresholds thresholds;
    private final boolean tells;
    private final TurnRing ring = new TurnRing();
    /** What the last turns are called, the last one at the end. */
    private final Deque<String> names = new ArrayDeque<>(4);
    /** By period, how many turns in a row equal the one a period before, and how long those are. */
    private final int[] matches;

    private final long[] matchedBytes;
    private int stale;
    private long staleBytes;
    private @Nullable TurnLoop cycle;
    /** A loop without an order. */
    private @Nullable TurnLoop muddle;

    /** @param tells whether loops give alerts; if not, all turns are flagged that a loop goes on in */
    TurnWatch(TurnThresholds thresholds, boolean tells) {
        this.thresholds = thresholds;
        this.tells = tells;
        this.matches = new int[thresholds.maxPeriod() + 1];
        this.matchedBytes = new long[thresholds.maxPeriod() + 1];
    }

    @Override
    public void accept(Turn turn, ConversationOutput output) {
        String tool = turn.tool();
        if (tool != null && thresholds.allowed().contain(tool)) {
            return; // neither a repeat nor anything new
        }
        long said = turn.utterance().fingerprint();
        long bytes = turn.utterance().bytes();
        boolean weak = tool == null && bytes < thresholds.minMessageBytes();
        long fingerprint = ChainedHash.mix(tool == null ? MESSAGE_TAG : ChainedHash.of(tool), said);
        countStale(fingerprint, weak, bytes);
        for (int period = 1; period < matches.length; period++) {
            boolean same = period <= ring.size() && ring.back(period) == fingerprint;
            matches[period] = same ? matches[period] + 1 : 0;
            matchedBytes[period] = same ? matchedBytes[period] + bytes : 0;
        }
        ring.add(fingerprint, weak);
        names.addLast(tool == null ? MESSAGE : tool);
        if (names.size() > thresholds.maxPeriod()) {
            names.removeFirst();
        }
        followCycle(bytes, output);
        if (cycle == null) {
            findCycle(turn, output);
        }
        followMuddle(weak, bytes, turn, output);
        flag(output);
    }

    private void countStale(long fingerprint, boolean weak, long bytes) {
        if (weak) {
            return;
        }
        boolean known = ring.contains(fingerprint);
        stale = known ? stale + 1 : 0;
        staleBytes = known ? staleBytes + bytes : 0;
    }

    private void followCycle(long bytes, ConversationOutput output) {
        TurnLoop loop = cycle;
        if (loop == null) {
            return;
        }
        if (loop.period() >= matches.length || matches[loop.period()] == 0) {
            cycle = null;
            end(loop, output);
            return;
        }
        TurnLoop longer = loop.longer(bytes);
        cycle = longer;
        boolean sure = longer.repeats() >= thresholds.stopRepeats() && !ring.areWeak(longer.period());
        if (sure && loop.level() == LoopLevel.WARN) {
            begin(longer.at(LoopLevel.STOP), output);
        }
    }

    private void findCycle(Turn turn, ConversationOutput output) {
        for (int period = 1; period < matches.length; period++) {
            int turns = matches[period] + period;
            int repeats = turns / period;
            boolean weak = ring.areWeak(period);
            if (repeats >= (weak ? thresholds.weakRepeats() : thresholds.warnRepeats())) {
                boolean sure = repeats >= thresholds.stopRepeats() && !weak;
                LoopLevel level = sure ? LoopLevel.STOP : LoopLevel.WARN;
                begin(loop(level, period, turns, matchedBytes[period], turn), output);
                return;
            }
        }
    }

    private TurnLoop loop(LoopLevel level, int period, int turns, long wasted, Turn turn) {
        String told = String.join(
                ", ", names.stream().skip(Math.max(0, names.size() - period)).toList());
        String sample = turn.utterance().sample();
        return new TurnLoop(level, period, turns, wasted, told, sample, ring.cycleFingerprint(period));
    }

    private void begin(TurnLoop loop, ConversationOutput output) {
        cycle = loop;
        output.flag(LoopAlerts.flag(loop.level()));
        if (tells) {
            output.alert(loop.alert(false));
        }
    }

    private void followMuddle(boolean weak, long bytes, Turn turn, ConversationOutput output) {
        TurnLoop loop = muddle;
        if (loop != null && stale == 0) {
            muddle = null;
            end(loop, output);
        } else if (loop != null && !weak) {
            muddle = loop.longer(bytes);
        } else if (loop == null && cycle == null && isMuddled()) {
            int different = ring.distinct(stale);
            TurnLoop found = loop(LoopLevel.WARN, different, different + stale, staleBytes, turn);
            muddle = found;
            output.flag(LoopAlerts.flag(found.level()));
            if (tells) {
                output.alert(found.alert(false));
            }
        }
    }

    /** Whether so many turns say nothing new that each has come three times, the first time included. */
    private boolean isMuddled() {
        return thresholds.staleTurns() > 0 && stale >= thresholds.staleTurns() && stale >= 2 * ring.distinct(stale);
    }

    private void end(TurnLoop loop, ConversationOutput output) {
        if (tells) {
            output.alert(loop.alert(true));
        }
    }

    private void flag(ConversationOutput output) {
        TurnLoop loop = cycle == null ? muddle : cycle;
        if (!tells && loop != null) {
            output.flag(LoopAlerts.flag(loop.level()));
        }
    }

    @Override
    public void userTurn(ConversationOutput output) {
        finish(output);
        ring.clear();
        names.clear();
        Arrays.fill(matches, 0);
        Arrays.fill(matchedBytes, 0);
        stale = 0;
        staleBytes = 0;
    }

    @Override
    public void finish(ConversationOutput output) {
        TurnLoop ordered = cycle;
        TurnLoop unordered = muddle;
        cycle = null;
        muddle = null;
        if (ordered != null) {
            end(ordered, output);
        }
        if (unordered != null) {
            end(unordered, output);
        }
    }

    @Override
    public void save(StateWriter state) {
        ring.save(state);
        state.writeInt(names.size());
        for (String name : names) {
            state.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        }
        state.writeInt(thresholds.maxPeriod());
        for (int period = 1; period < matches.length; period++) {
            state.writeInt(matches[period]);
            state.writeLong(matchedBytes[period]);
        }
        state.writeInt(stale);
        state.writeLong(staleBytes);
        TurnLoop.save(cycle, state);
        TurnLoop.save(muddle, state);
    }

    /** Longer or shorter cycles may have been looked for before: what is known of periods that both have goes on. */
    @Override
    public void restore(StateReader state) {
        ring.restore(state);
        for (int count = state.readInt(); count > 0; count--) {
            names.addLast(new String(state.readBytes(), StandardCharsets.UTF_8));
        }
        while (names.size() > thresholds.maxPeriod()) {
            names.removeFirst();
        }
        int periods = state.readInt();
        if (periods < 1 || periods > TurnThresholds.MAX_PERIOD) {
            throw new MalformedStateException("state has cycles of up to " + periods + " turns");
        }
        for (int period = 1; period <= periods; period++) {
            int matched = state.readInt();
            long bytes = state.readLong();
            if (period < matches.length) {
                matches[period] = matched;
                matchedBytes[period] = bytes;
            }
        }
        stale = state.readInt();
        staleBytes = state.readLong();
        cycle = TurnLoop.restored(state);
        muddle = TurnLoop.restored(state);
    }
}

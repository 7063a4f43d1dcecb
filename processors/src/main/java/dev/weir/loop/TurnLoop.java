package dev.weir.loop;

import dev.weir.filter.Alert;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns of a conversation that go round in circles.
 *
 * @param level how sure it is
 * @param period how many turns the cycle has; how many different ones there are if they come in no order
 * @param turns how many turns it has come to by now
 * @param wastedBytes how long those are that say nothing new
 * @param cycle what the turns of the cycle are, in order
 * @param sample how the turn begins that told
 * @param fingerprint of the cycle, wherever it was entered
 */
record TurnLoop(
        LoopLevel level, int period, long turns, long wastedBytes, String cycle, String sample, long fingerprint) {

    static void save(@Nullable TurnLoop loop, StateWriter state) {
        LoopLevel.save(loop == null ? null : loop.level, state);
        if (loop != null) {
            state.writeInt(loop.period);
            state.writeLong(loop.turns);
            state.writeLong(loop.wastedBytes);
            state.writeBytes(loop.cycle.getBytes(StandardCharsets.UTF_8));
            state.writeBytes(loop.sample.getBytes(StandardCharsets.UTF_8));
            state.writeLong(loop.fingerprint);
        }
    }

    static @Nullable TurnLoop restored(StateReader state) {
        LoopLevel level = LoopLevel.restored(state);
        if (level == null) {
            return null;
        }
        int period = state.readInt();
        if (period < 1) {
            throw new MalformedStateException("state has a cycle of " + period + " turns");
        }
        return new TurnLoop(
                level,
                period,
                state.readLong(),
                state.readLong(),
                new String(state.readBytes(), StandardCharsets.UTF_8),
                new String(state.readBytes(), StandardCharsets.UTF_8),
                state.readLong());
    }

    /** How often the cycle has been gone through, the first time included. */
    long repeats() {
        return turns / period;
    }

    /** The loop with one turn more. */
    TurnLoop longer(long bytes) {
        return new TurnLoop(level, period, turns + 1, wastedBytes + bytes, cycle, sample, fingerprint);
    }

    TurnLoop at(LoopLevel newLevel) {
        return new TurnLoop(newLevel, period, turns, wastedBytes, cycle, sample, fingerprint);
    }

    Alert alert(boolean ended) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("level", level.word());
        details.put("ended", ended);
        details.put("period", period);
        details.put("repeats", repeats());
        details.put("cycle", cycle);
        details.put("sample", sample);
        details.put("wasted", wastedBytes);
        details.put("fingerprint", String.format("%016x", fingerprint));
        return new Alert(LoopAlerts.LOOP, LoopKind.TURN.word(), 0, details);
    }
}

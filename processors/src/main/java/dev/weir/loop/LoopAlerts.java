package dev.weir.loop;

import dev.weir.filter.Alert;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the alerts about loops say. */
final class LoopAlerts {

    /** The word of loops in alerts, and the flag of records that loop for certain. */
    static final String LOOP = "loop";

    /** The flag of records that may loop. */
    static final String SUSPECTED = "loop-suspected";

    private LoopAlerts() {}

    static String flag(LoopLevel level) {
        return level == LoopLevel.STOP ? LOOP : SUSPECTED;
    }

    static Alert begin(Loop loop) {
        return new Alert(LOOP, loop.kind().word(), loop.offset(), details(loop, false));
    }

    static Alert end(Loop loop) {
        return new Alert(LOOP, loop.kind().word(), loop.offset(), details(loop, true));
    }

    /** @param swallowedBytes how much of the channel was not emitted */
    static Alert end(Loop loop, long swallowedBytes) {
        Map<String, Object> details = details(loop, true);
        details.put("swallowed", swallowedBytes);
        return new Alert(LOOP, loop.kind().word(), loop.offset(), details);
    }

    private static Map<String, Object> details(Loop loop, boolean ended) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("level", loop.level().word());
        details.put("ended", ended);
        details.put("period", loop.period());
        details.put("repeats", loop.repeats());
        details.put("sample", loop.unit().sample());
        details.put("wasted", loop.wastedBytes());
        details.put("fingerprint", loop.unit().fingerprint());
        return details;
    }
}

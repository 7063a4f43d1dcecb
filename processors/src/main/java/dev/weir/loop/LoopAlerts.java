package dev.weir.loop;

import dev.weir.filter.Alert;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the alerts about loops say. */
final class LoopAlerts {

    /** The word of loops in alerts and flags. */
    static final String LOOP = "loop";

    private LoopAlerts() {}

    static Alert found(Loop loop) {
        return new Alert(LOOP, "exact", loop.offset(), details(loop));
    }

    static Alert ended(Loop loop) {
        return new Alert(LOOP, "exact-ended", loop.offset(), details(loop));
    }

    /** @param swallowedBytes how much of the channel was not emitted */
    static Alert ended(Loop loop, long swallowedBytes) {
        Map<String, Object> details = details(loop);
        details.put("swallowed", swallowedBytes);
        return new Alert(LOOP, "exact-ended", loop.offset(), details);
    }

    private static Map<String, Object> details(Loop loop) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("period", loop.unit().period());
        details.put("repeats", loop.repeats());
        details.put("sample", loop.unit().sample());
        details.put("wasted", loop.wastedBytes());
        details.put("fingerprint", loop.unit().fingerprint());
        return details;
    }
}

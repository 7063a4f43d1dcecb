package dev.weir.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * Responses that ended with their finish reason and whose {@code [DONE]} may still come, by record key. That mark names no
 * response, so without this memory the mark of one response would end another that runs beside it.
 *
 * <p>A bounded memory in this process only: where it fails, a mark ends the response that opened last.
 */
final class FinishedResponses {

    private static final int MAX_KEYS = 1_024;
    private static final int MAX_RESPONSES = 8;

    /** Least recently used first. */
    private final Map<Bytes, Deque<Bytes>> byKey = new LinkedHashMap<>(16, 0.75f, true);

    /** Says that a choice of a response ended with its finish reason. */
    void add(Bytes recordKey, byte[] responseId) {
        Deque<Bytes> finished = byKey.computeIfAbsent(recordKey, key -> new ArrayDeque<>(2));
        Bytes id = Bytes.wrap(responseId);
        if (finished.contains(id)) {
            return;
        }
        if (finished.size() == MAX_RESPONSES) {
            finished.removeFirst();
        }
        finished.addLast(id);
        if (byKey.size() > MAX_KEYS) {
            Iterator<Bytes> eldest = byKey.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** Takes out the response that finished first of those with no choice left open; false if there is none. */
    boolean take(Bytes recordKey, Predicate<byte[]> isOpen) {
        Deque<Bytes> finished = byKey.get(recordKey);
        if (finished == null) {
            return false;
        }
        for (Iterator<Bytes> ids = finished.iterator(); ids.hasNext(); ) {
            if (!isOpen.test(ids.next().get())) {
                ids.remove();
                if (finished.isEmpty()) {
                    byKey.remove(recordKey);
                }
                return true;
            }
        }
        return false;
    }

    void clear() {
        byKey.clear();
    }
}

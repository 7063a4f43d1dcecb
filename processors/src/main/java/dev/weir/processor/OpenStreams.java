package dev.weir.processor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Open sessions by record key, those of a key in the order in which they opened. The links are in the sessions, for with a set a
 * key most of a sleeping stream's memory would be sets.
 */
final class OpenStreams {

    /** The session of each key that opened last. */
    private final Map<Bytes, Session> last = new HashMap<>();

    private int size;

    /** Adds a session that is not in. */
    void add(Bytes recordKey, Session session) {
        Session before = last.put(recordKey, session);
        session.openedBefore = before;
        if (before != null) {
            before.openedAfter = session;
        }
        size++;
    }

    /** Takes a session out if it is in. */
    void remove(Bytes recordKey, Session session) {
        Session before = session.openedBefore;
        Session after = session.openedAfter;
        if (after != null) {
            after.openedBefore = before;
        } else if (last.get(recordKey) != session) {
            return;
        } else if (before != null) {
            last.put(recordKey, before);
        } else {
            last.remove(recordKey);
        }
        if (before != null) {
            before.openedAfter = after;
        }
        session.openedBefore = null;
        session.openedAfter = null;
        size--;
    }

    /** The sessions of a key that a condition holds for, the one that opened first in front; the caller's own. */
    List<Session> of(Bytes recordKey, Predicate<Session> condition) {
        List<Session> found = new ArrayList<>();
        for (@Nullable Session session = last.get(recordKey); session != null; session = session.openedBefore) {
            if (condition.test(session)) {
                found.add(session);
            }
        }
        Collections.reverse(found);
        return found;
    }

    int size() {
        return size;
    }

    void clear() {
        last.clear();
        size = 0;
    }
}

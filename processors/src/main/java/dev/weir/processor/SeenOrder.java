package dev.weir.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Open sessions in the order in which they were last seen, so that idle ones are found without a look at the others. The links
 * are in the sessions; each change takes constant time.
 */
final class SeenOrder {

    private @Nullable Session oldest;
    private @Nullable Session newest;

    /** Puts a session to the end, whether it is in the order or not. */
    void seen(Session session) {
        if (session == newest) {
            return;
        }
        remove(session);
        session.seenBefore = newest;
        if (newest == null) {
            oldest = session;
        } else {
            newest.seenAfter = session;
        }
        newest = session;
    }

    /** Takes a session out if it is in. */
    void remove(Session session) {
        Session before = session.seenBefore;
        Session after = session.seenAfter;
        if (before != null) {
            before.seenAfter = after;
        } else if (oldest == session) {
            oldest = after;
        }
        if (after != null) {
            after.seenBefore = before;
        } else if (newest == session) {
            newest = before;
        }
        session.seenBefore = null;
        session.seenAfter = null;
    }

    /** The sessions not seen since a moment that a condition holds for; looks at those and at one more. */
    List<Session> notSince(long wallMs, Predicate<Session> condition) {
        List<Session> found = new ArrayList<>();
        for (Session session = oldest;
                session != null && session.lastSeenWallMs <= wallMs;
                session = session.seenAfter) {
            if (condition.test(session)) {
                found.add(session);
            }
        }
        return found;
    }

    void clear() {
        oldest = null;
        newest = null;
    }
}

package dev.weir.processor;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Open sessions in the order in which they were last seen, so that idle ones are found without a look at the others. Those that
 * sleep are in front, for they were not seen for longer. The links are in the sessions; each change takes constant time.
 */
final class SeenOrder {

    private @Nullable Session oldest;
    private @Nullable Session newest;
    /** The first that was not asked yet whether it may sleep. */
    private @Nullable Session oldestAwake;

    /** Puts a session to the end, whether it is in the order or not. */
    void seen(Session session) {
        if (session != newest) {
            remove(session);
            append(session);
        }
        if (oldestAwake == null && !session.asleep()) {
            oldestAwake = session;
        }
    }

    private void append(Session session) {
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
        if (oldestAwake == session) {
            oldestAwake = after;
        }
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

    /** The next session not seen since a moment that was not handed over since it was seen; null if there is none. */
    @Nullable
    Session nextToSleep(long wallMs) {
        Session session = oldestAwake;
        if (session == null || session.lastSeenWallMs > wallMs) {
            return null;
        }
        oldestAwake = session.seenAfter;
        return session;
    }

    /**
     * Hands over the sessions not seen since a moment, the one not seen for longest first, and looks at one more.
     *
     * @param action may take the session out or put it to the end; says whether to go on
     * @return whether all were handed over
     */
    boolean eachNotSince(long wallMs, Predicate<Session> action) {
        @Nullable Session next;
        for (Session session = oldest; session != null && session.lastSeenWallMs <= wallMs; session = next) {
            next = session.seenAfter;
            if (!action.test(session)) {
                return false;
            }
        }
        return true;
    }

    void clear() {
        oldest = null;
        newest = null;
        oldestAwake = null;
    }
}

package dev.weir.processor;

import dev.weir.filter.MalformedStateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one task: those in use live in memory, those changed since the last commit written back before the next.
 *
 * <p>A session that nobody used for some seconds goes to sleep at a commit: of its state a few hundred bytes stay in memory and the
 * rest in the store, from which {@link #wake} has it back. So memory follows the streams that say something, not those that are
 * open, and a task starts without making filters for all of them. Every engine of the store reads an entry in microseconds.
 *
 * <p>Under at-least-once a crash between write-back and the commit of the offsets replays records into a state that has
 * them already. So a session remembers the last offset in it, and {@link #isReplay} tells; the outputs of such a record are
 * durable, because outputs are flushed before sessions are written. For the same reason a session that ended leaves a
 * mark in the store until the next commit, unless its last record was committed before.
 */
final class SessionTable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);
    private static final long SLEEP_AFTER_MS = 5_000;
    /** How many go to sleep in one commit, for records wait meanwhile. */
    private static final int SLEEP_AT_MOST = 10_000;

    private final KeyValueStore<Bytes, byte[]> store;
    private final SessionCodec codec;
    private final boolean exactlyOnce;
    private final Map<StreamKey, Session> sessions = new HashMap<>();
    private final OpenStreams open = new OpenStreams();
    private final SeenOrder seen = new SeenOrder();
    private final FinishedResponses finished = new FinishedResponses();
    private final Set<Session> dirty = new LinkedHashSet<>();
    private List<Session> ended = new ArrayList<>();
    /** By topic: the last offset processed, and what that was at the commit before. */
    private final Map<String, Position> processed = new HashMap<>();

    private Position current = new Position("");

    private final Map<String, Long> committed = new HashMap<>();

    /** The last offset processed of a topic's partition. */
    private static final class Position {
        final String topic;
        long offset = -1;

        Position(String topic) {
            this.topic = topic;
        }
    }

    SessionTable(KeyValueStore<Bytes, byte[]> store, SessionCodec codec, boolean exactlyOnce) {
        this.store = store;
        this.codec = codec;
        this.exactlyOnce = exactlyOnce;
    }

    /** Takes all sessions of the store; each sleeps and counts as seen now. */
    void load(long nowWallMs) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                StreamKey key = StreamKey.ofStored(entry.key.get());
                try {
                    Session session = codec.readAsleep(key, entry.value);
                    session.lastSeenWallMs = nowWallMs;
                    put(session);
                    if (session.status == Session.Status.ENDED) {
                        ended.add(session);
                    }
                } catch (MalformedStateException e) {
                    LOG.warn(
                            "The stored state of stream {} cannot be read ({}); the stream goes on as a new one",
                            key.parts().name(),
                            e.getMessage());
                    store.delete(entry.key);
                }
            }
        }
    }

    /** The session of a stream, open or ended or failed; null if there is none. */
    @Nullable
    Session get(StreamKey key) {
        return sessions.get(key);
    }

    /**
     * Wakes a session if it sleeps, so that its filters can be used. If its stored state cannot be read, a log line says so, and it
     * goes on as that of a new stream that has all records up to the last offset.
     *
     * @return whether it goes on from its state
     */
    boolean wake(Session session) {
        if (!session.asleep()) {
            return true;
        }
        byte[] value = store.get(Bytes.wrap(session.key.bytes()));
        try {
            if (value == null) {
                throw new MalformedStateException("the store does not have it");
            }
            codec.wake(session, value);
            seen.seen(session);
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "The stored state of stream {} cannot be read ({}); the stream goes on as a new one, without the {}"
                            + " bytes that it held back",
                    session.parts().name(),
                    e instanceof MalformedStateException ? e.getMessage() : e.toString(),
                    session.heldBackBytes);
            codec.wakeAnew(session);
            seen.seen(session);
            touch(session);
            return false;
        }
    }

    /** Adds a session, in the place of one that ended. */
    void put(Session session) {
        Session before = sessions.put(session.key, session);
        session.tabled = true;
        if (before != null) {
            before.tabled = false;
            session.stored |= before.stored;
            dirty.remove(before);
            ended.remove(before);
        }
        if (session.status != Session.Status.ENDED) {
            open.add(recordKey(session), session);
            seen.seen(session);
        }
    }

    /** Says that a session of the table had a record just now. */
    void seen(Session session, long nowWallMs) {
        session.lastSeenWallMs = nowWallMs;
        if (session.status != Session.Status.ENDED) {
            seen.seen(session);
        }
    }

    /** Says that a session changed and has to be written before the next commit. */
    void touch(Session session) {
        if (!session.dirty) {
            session.dirty = true;
            dirty.add(session);
        }
    }

    /** Ends a session. */
    void end(Session session) {
        session.status = Session.Status.ENDED;
        forgetOpen(session);
        if (!session.stored) {
            sessions.remove(session.key);
            session.tabled = false;
            dirty.remove(session);
            return;
        }
        touch(session);
    }

    private void forgetOpen(Session session) {
        seen.remove(session);
        open.remove(recordKey(session), session);
    }

    /** Says that a stream ended with a mark of its own, so that a {@code [DONE]} to come may be that of its response. */
    void finished(Session session) {
        finished.add(recordKey(session), session.parts().responseId);
    }

    /**
     * The streams that an end mark without an id ends: none if it is that of a response that finished before, else those of
     * the response that opened last under the record key.
     */
    List<Session> endedByDone(String topic, byte @Nullable [] recordKey) {
        Bytes key = recordKey(topic, recordKey);
        List<Session> streams = open.of(key, session -> true);
        if (finished.take(key, id -> streams.stream().anyMatch(session -> session.isOf(id))) || streams.isEmpty()) {
            return new ArrayList<>();
        }
        byte[] last = streams.get(streams.size() - 1).parts().responseId;
        streams.removeIf(session -> !session.isOf(last));
        return streams;
    }

    /** The open streams of a response. */
    List<Session> openStreams(String topic, byte @Nullable [] recordKey, byte[] responseId) {
        return open.of(recordKey(topic, recordKey), session -> session.isOf(responseId));
    }

    /** All open streams of a record key. */
    List<Session> openStreams(String topic, byte @Nullable [] recordKey) {
        return open.of(recordKey(topic, recordKey), session -> true);
    }

    /** Says that the record at an offset of an input topic has been processed. */
    void processed(String topic, long offset) {
        if (!current.topic.equals(topic)) {
            current = processed.computeIfAbsent(topic, Position::new);
        }
        current.offset = offset;
    }

    /** Whether a session has the record at an offset in it already. */
    boolean isReplay(Session session, long offset) {
        return !exactlyOnce && session.stored && offset <= session.lastOffset;
    }

    /**
     * Hands over the open sessions not seen since a moment, the one not seen for longest first. Looks only at those.
     *
     * @param action may end the session; says whether to go on
     * @return whether all were handed over
     */
    boolean eachIdleSince(long wallMs, Predicate<Session> action) {
        return seen.eachNotSince(wallMs, action);
    }

    /** Writes back what changed since the last call, and puts what is not in use to sleep. Runs before the offsets are committed. */
    void writeBack(long nowWallMs) {
        removeMarks();
        for (Iterator<Session> changed = dirty.iterator(); changed.hasNext(); ) {
            Session session = changed.next();
            changed.remove();
            session.dirty = false;
            Bytes key = Bytes.wrap(session.key.bytes());
            if (session.status == Session.Status.ENDED) {
                // A dead old object keeps young ones alive until a full collection, so it must not have its filters.
                session.sleep();
            }
            if (session.status == Session.Status.ENDED && isBehindReplays(session)) {
                sessions.remove(session.key, session);
                session.tabled = false;
                store.delete(key);
            } else {
                store.put(key, codec.write(session));
                session.stored = true;
                if (session.status == Session.Status.ENDED) {
                    ended.add(session);
                }
            }
        }
        processed.forEach((topic, position) -> committed.put(topic, position.offset));
        sleep(nowWallMs - SLEEP_AFTER_MS);
    }

    private void sleep(long seenBeforeMs) {
        for (int left = SLEEP_AT_MOST; left > 0; left--) {
            Session session = seen.nextToSleep(seenBeforeMs);
            if (session == null) {
                return;
            }
            if (session.stored && !session.dirty) {
                session.sleep();
            }
        }
    }

    /** Whether no record of a session can come again: no replay reaches behind an offset that was committed. */
    private boolean isBehindReplays(Session session) {
        return exactlyOnce || committed.getOrDefault(session.parts().topic, -1L) >= session.lastOffset;
    }

    /** Removes the marks whose duty is done. */
    private void removeMarks() {
        List<Session> kept = new ArrayList<>();
        for (Session session : ended) {
            if (!isBehindReplays(session)) {
                kept.add(session);
            } else if (sessions.remove(session.key, session)) {
                session.tabled = false;
                store.delete(Bytes.wrap(session.key.bytes()));
            }
        }
        ended = kept;
    }

    /** Drops everything in memory. */
    void clear() {
        sessions.values().forEach(session -> session.tabled = false);
        sessions.clear();
        open.clear();
        seen.clear();
        finished.clear();
        dirty.clear();
        ended.clear();
        processed.clear();
        current = new Position("");
        committed.clear();
    }

    /** How many sessions are open. */
    int openCount() {
        return open.size();
    }

    /** How many bytes all sessions hold back together, as of the last record of each. */
    int heldBackBytes() {
        int bytes = 0;
        for (Session session : sessions.values()) {
            bytes += session.heldBackBytes;
        }
        return bytes;
    }

    private static Bytes recordKey(Session session) {
        StreamKey.Parts parts = session.parts();
        return recordKey(parts.topic, parts.key);
    }

    /** One key of an input topic and a record key, for what outlives streams. */
    static Bytes recordKey(String topic, byte @Nullable [] key) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        byte[] joined = Arrays.copyOf(name, name.length + 1 + (key == null ? 0 : key.length));
        joined[name.length] = (byte) (key == null ? 0 : 1);
        if (key != null) {
            System.arraycopy(key, 0, joined, name.length + 1, key.length);
        }
        return Bytes.wrap(joined);
    }

    /** The record key in what {@link #recordKey(String, byte[])} made of one; topics have no such bytes in their names. */
    static byte[] recordKeyIn(Bytes joined) {
        byte[] bytes = joined.get();
        int behindTopic = 0;
        while (bytes[behindTopic] > 1) {
            behindTopic++;
        }
        return Arrays.copyOfRange(bytes, behindTopic + 1, bytes.length);
    }
}

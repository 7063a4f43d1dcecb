package dev.weir.processor;

import dev.weir.envelope.Blocks;
import dev.weir.envelope.Envelope;
import dev.weir.filter.PipelineKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the record at hand, one for each of its streams: found or opened before the filters run, brought up to date
 * or ended after them, and counted all the while. Belongs to one task.
 */
final class RecordSessions {

    /** What became of the search for a record's sessions. */
    enum Search {
        /** There is one for each stream that has not had the record yet. */
        FOUND,
        /** A stream failed before, so it takes nothing more. */
        FAILED,
        /** All streams have had the record before. */
        REPLAYED
    }

    /** How many sessions are remembered by the hash of their record key; a power of two. */
    private static final int RECENT = 256;

    private static final byte[] NO_TEMPLATE = {};

    private final ChainSettings settings;
    private final PipelineMetrics metrics;
    private final Envelope envelope;
    private final @Nullable SessionTable table;
    private final boolean wholeRecords;
    private final StreamKeys keys = new StreamKeys();
    private final @Nullable Session[] recent = new Session[RECENT];
    private final List<@Nullable Session> sessions = new ArrayList<>();
    /** Whether a stream of the record at hand has it already; then the record's outputs are durable. */
    private boolean replayed;

    /**
     * @param envelope holds the record at hand
     * @param table keeps the sessions of streams; none if each record is whole
     */
    RecordSessions(ChainSettings settings, PipelineMetrics metrics, Envelope envelope, @Nullable SessionTable table) {
        this.settings = settings;
        this.metrics = metrics;
        this.envelope = envelope;
        this.table = table;
        this.wholeRecords = settings.kind() == PipelineKind.LOG;
    }

    /** By stream of the record; null for one that has had the record already. */
    List<@Nullable Session> all() {
        return sessions;
    }

    /** Whether a stream of the record at hand has it already; then the record's outputs are durable. */
    boolean replayed() {
        return replayed;
    }

    /**
     * Finds or opens the session of each stream of the record.
     *
     * @param hint the hash of the record's key
     */
    Search find(Record<byte[], byte[]> record, RecordMetadata source, int hint) {
        sessions.clear();
        replayed = false;
        boolean failed = false;
        for (int i = 0; i < envelope.streamCount(); i++) {
            if (envelope.isEcho(i)) {
                // Filters make of a whole text what they made of its pieces, so nothing has to be remembered.
                sessions.add(
                        new Session(key(record, source, i), settings.chain().open(false)));
                continue;
            }
            Session session = recent(record, source, i, hint);
            StreamKey key = session == null ? key(record, source, i) : session.key;
            if (session == null && table != null) {
                session = table.get(key);
            }
            if (session != null && table != null && table.isReplay(session, source.offset())) {
                replayed = true;
                sessions.add(null);
                continue;
            }
            failed |= session != null && session.status == Session.Status.FAILED;
            if (session == null || session.status == Session.Status.ENDED) {
                session = open(record, i, key);
            } else if (!wake(session) && envelope.isMessage(i)) {
                session.blocks = new Blocks();
            }
            sessions.add(session);
            recent[hint & (RECENT - 1)] = session;
        }
        if (failed) {
            return Search.FAILED;
        }
        boolean allHadIt = replayed && sessions.stream().noneMatch(session -> session != null && session.tabled);
        return allHadIt ? Search.REPLAYED : Search.FOUND;
    }

    /** The session of a stream if the last record with such a key was one of it too: the look-up it spares is dear. */
    private @Nullable Session recent(Record<byte[], byte[]> record, RecordMetadata source, int stream, int hint) {
        Session session = recent[hint & (RECENT - 1)];
        if (session == null || !session.tabled || session.status != Session.Status.OPEN) {
            return null;
        }
        StreamKey.Parts parts = session.parts();
        boolean same = parts.choice == envelope.choice(stream)
                && Arrays.equals(parts.key, record.key())
                && Arrays.equals(parts.responseId, envelope.responseId(stream))
                && parts.topic.equals(source.topic());
        return same ? session : null;
    }

    private StreamKey key(Record<byte[], byte[]> record, RecordMetadata source, int stream) {
        return keys.of(source.topic(), record.key(), envelope.responseId(stream), envelope.choice(stream));
    }

    private Session open(Record<byte[], byte[]> record, int stream, StreamKey key) {
        boolean plain = envelope.pieceCount() > 0 && !envelope.holdsCharacters(0);
        if (plain && record.key() == null) {
            // Text without a key belongs to no stream: it is a document of its own.
            envelope.end(stream);
        }
        boolean whole = wholeRecords || envelope.ends(stream);
        Session session = new Session(key, settings.chain().open(whole));
        boolean message = envelope.isMessage(stream);
        if (message) {
            session.blocks = new Blocks();
        }
        if (!whole && table != null && (message || hasPiece(stream))) {
            table.put(session);
            metrics.sessionsChanged(1);
        }
        return session;
    }

    private boolean hasPiece(int stream) {
        for (int i = 0; i < envelope.pieceCount(); i++) {
            if (envelope.pieceStream(i) == stream) {
                return true;
            }
        }
        return false;
    }

    /** Makes a session's filters live; returns whether they go on where they were. */
    boolean wake(Session session) {
        if (!session.asleep() || table == null) {
            return true;
        }
        boolean whole = table.wake(session);
        countHeldBack(session, session.filters().heldBackBytes());
        return whole;
    }

    /** Writes down that the filters have had the record; ends the sessions of streams that it ends. */
    void update(Record<byte[], byte[]> record, RecordMetadata source, long nowMs) {
        for (int i = 0; i < envelope.streamCount() && table != null; i++) {
            Session session = sessions.get(i);
            if (session != null && envelope.ends(i) && envelope.awaitsEndOfKey()) {
                table.finished(session);
            }
            if (session == null || !session.tabled) {
                continue;
            }
            seen(table, session, record, source, nowMs);
            if (envelope.ends(i)) {
                end(session);
                continue;
            }
            if (hasPiece(i) && (session.template.length == 0 || !envelope.isKeptWhenEmpty())) {
                session.template = envelope.holdsCharacters(0) ? envelope.template(i) : NO_TEMPLATE;
            }
            countHeldBack(session, session.filters().heldBackBytes());
            table.touch(session);
        }
    }

    private static void seen(
            SessionTable table, Session session, Record<byte[], byte[]> record, RecordMetadata source, long nowMs) {
        session.lastOffset = source.offset();
        session.lastEventTimeMs = record.timestamp();
        table.seen(session, nowMs);
    }

    /** Drops the sessions that the record opened: it was refused, and nothing of it was sent. */
    void forget() {
        for (Session session : sessions) {
            if (session != null && session.tabled) {
                end(session);
            }
        }
    }

    /** Has the record's streams take nothing more. */
    void fail(Record<byte[], byte[]> record, RecordMetadata source, long nowMs) {
        for (int i = 0; i < sessions.size(); i++) {
            Session session = sessions.get(i);
            if (session == null || table == null || !session.tabled) {
                continue;
            }
            seen(table, session, record, source, nowMs);
            session.wake(settings.chain().open(false));
            if (envelope.ends(i)) {
                end(session);
            } else {
                session.status = Session.Status.FAILED;
                countHeldBack(session, 0);
                table.touch(session);
            }
        }
    }

    /** Ends a session, and counts it out. */
    void end(Session session) {
        countHeldBack(session, 0);
        metrics.sessionsChanged(-1);
        if (table != null) {
            table.end(session);
        }
    }

    private void countHeldBack(Session session, int bytes) {
        if (bytes != session.heldBackBytes) {
            metrics.heldBackChanged(bytes - session.heldBackBytes);
            session.heldBackBytes = bytes;
        }
    }
}

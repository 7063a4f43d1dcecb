package dev.weir.processor;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.ToolCall;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Tells the filters that follow conversations what the responses of each record key say and call. Belongs to one task.
 *
 * <p>A response is over when one of its streams has ended and none of them is open any more. What a replayed record said is
 * in the stored conversation already, so a conversation remembers the last offset in it, as sessions do.
 */
final class Conversations {

    private final ConversationTable table;
    private final SessionTable sessions;
    private final Envelope envelope;
    private final RecordOutput output;
    private final long timeoutMs;

    /**
     * @param envelope the record at hand
     * @param output what the filters emitted for it; takes what is found, too
     */
    Conversations(
            ConversationTable table, SessionTable sessions, Envelope envelope, RecordOutput output, long timeoutMs) {
        this.table = table;
        this.sessions = sessions;
        this.envelope = envelope;
        this.output = output;
        this.timeoutMs = timeoutMs;
    }

    /**
     * Takes what a record says, after its filters have run and its ended streams are closed.
     *
     * @param recordSessions the session of each stream of the record; null for one that has the record already
     * @param userTurn whether the user has spoken before it
     */
    void take(
            Record<byte[], byte[]> record,
            RecordMetadata source,
            List<@Nullable Session> recordSessions,
            boolean userTurn,
            long nowWallMs) {
        boolean news =
                userTurn || !envelope.calls().isEmpty() || !output.utterances().isEmpty() || anyEnds();
        if (!news || record.key() == null) {
            return;
        }
        Bytes key = SessionTable.recordKey(source.topic(), record.key());
        ConversationTable.Entry entry = table.get(key);
        if (entry != null && table.isReplay(entry, source.offset())) {
            return;
        }
        boolean begins = !envelope.calls().isEmpty() || !output.utterances().isEmpty();
        if (entry == null && !begins) {
            return;
        }
        ConversationTable.Entry known = entry == null ? table.open(key) : entry;
        if (userTurn) {
            output.select(0);
            known.conversation.userTurn(output);
        }
        takeCalls(known, recordSessions);
        takeUtterances(known, recordSessions);
        for (int i = 0; i < envelope.streamCount(); i++) {
            if (envelope.ends(i) && speaks(i, recordSessions)) {
                endResponse(known, recordSessions.get(i), i, source.topic());
            }
        }
        known.lastOffset = source.offset();
        known.lastEventTimeMs = record.timestamp();
        known.lastSeenWallMs = nowWallMs;
        table.touch(known);
    }

    private boolean anyEnds() {
        for (int i = 0; i < envelope.streamCount(); i++) {
            if (envelope.ends(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a stream is what the model says: neither what it has said already nor what it might have said. */
    private boolean speaks(int stream, List<@Nullable Session> recordSessions) {
        return recordSessions.get(stream) != null && !envelope.isEcho(stream) && !envelope.isAlternative(stream);
    }

    private void takeCalls(ConversationTable.Entry entry, List<@Nullable Session> recordSessions) {
        for (ToolCall call : envelope.calls()) {
            int stream = call.stream();
            if (!speaks(stream, recordSessions)) {
                continue;
            }
            output.select(stream);
            byte[] responseId = envelope.responseId(stream);
            if (call.hasJson()) {
                int length = call.argumentsEnd() - call.argumentsStart();
                entry.conversation.called(
                        responseId, call.name(), envelope.value(), call.argumentsStart(), length, output);
            } else {
                int choice = call.choice() < 0 ? envelope.choice(stream) : call.choice();
                entry.conversation.called(responseId, choice, call.index(), call.name());
            }
        }
    }

    private void takeUtterances(ConversationTable.Entry entry, List<@Nullable Session> recordSessions) {
        for (RecordOutput.Said said : output.utterances()) {
            int stream = said.stream();
            if (speaks(stream, recordSessions)) {
                output.select(stream);
                entry.conversation.said(
                        envelope.responseId(stream),
                        envelope.choice(stream),
                        said.channel(),
                        said.stage(),
                        said.utterance(),
                        output);
            }
        }
    }

    private void endResponse(ConversationTable.Entry entry, @Nullable Session session, int stream, String topic) {
        byte[] responseId = envelope.responseId(stream);
        if (session != null
                && sessions.openStreams(topic, session.parts().key, responseId).isEmpty()) {
            output.select(stream);
            entry.stream = session.parts().name();
            entry.conversation.ended(responseId, output);
        }
    }

    /** Takes what a stream said that ends without a record of its own, before its session is closed. */
    void takeAlone(Session session, long nowWallMs) {
        StreamKey.Parts parts = session.parts();
        // Blocks have numbers instead of alternatives, but no response with an id has blocks in several records.
        boolean alternative = parts.choice > 0 && parts.responseId.length > 0;
        if (parts.key == null) {
            return;
        }
        Bytes key = SessionTable.recordKey(parts.topic, parts.key);
        ConversationTable.Entry entry = table.get(key);
        if (entry == null && (output.utterances().isEmpty() || alternative)) {
            return;
        }
        ConversationTable.Entry known = entry == null ? table.open(key) : entry;
        for (RecordOutput.Said said : List.copyOf(output.utterances())) {
            if (!alternative) {
                known.conversation.said(
                        parts.responseId, parts.choice, said.channel(), said.stage(), said.utterance(), output);
            }
        }
        List<Session> open = sessions.openStreams(parts.topic, parts.key, parts.responseId);
        open.remove(session);
        if (open.isEmpty()) {
            known.stream = parts.name();
            known.conversation.ended(parts.responseId, output);
        }
        known.lastOffset = Math.max(known.lastOffset, session.lastOffset);
        known.lastEventTimeMs = Math.max(known.lastEventTimeMs, session.lastEventTimeMs);
        known.lastSeenWallMs = nowWallMs;
        table.touch(known);
    }

    /** Writes back what changed. Runs before the offsets are committed. */
    void writeBack() {
        table.writeBack();
    }

    /** Drops everything in memory. */
    void clear() {
        table.clear();
    }

    /** Ends the conversations in which nothing was said for so long; as with sessions, event time has a say. */
    void endSilent(long nowWallMs, long streamTimeMs, long lastRecordWallMs, Forwarder out) {
        boolean taskIdle = nowWallMs - lastRecordWallMs >= timeoutMs;
        List<ConversationTable.Entry> silent = table.takeSilent(entry -> nowWallMs - entry.lastSeenWallMs >= timeoutMs
                && (taskIdle || streamTimeMs - entry.lastEventTimeMs >= timeoutMs));
        for (ConversationTable.Entry entry : silent) {
            output.begin(false);
            output.select(0);
            entry.conversation.finish(output);
            for (RecordOutput.Raised raised : output.alerts()) {
                byte[] key = SessionTable.recordKeyIn(entry.key);
                out.alert(key, entry.stream, raised, entry.lastEventTimeMs);
            }
        }
    }
}

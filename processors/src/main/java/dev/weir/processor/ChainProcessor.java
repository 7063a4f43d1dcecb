package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.envelope.Envelope;
import dev.weir.envelope.MalformedEnvelopeException;
import dev.weir.filter.DroppedException;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.RefusedException;
import dev.weir.session.FilterFailedException;
import dev.weir.store.CommitHook;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries each record through decoding, the filters of its streams, and encoding.
 *
 * <p>One instance serves one task; all its methods run on that task's stream thread. Sessions in use live in memory, are written
 * to their store before each commit, and end with their stream or after an idle timeout. A record that cannot be processed
 * goes to the dead-letter topic and the pipeline goes on.
 */
public final class ChainProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** The header that ends a stream of plain text: its value is {@code true}. */
    public static final String END_HEADER = "weir-end";
    /** The header of a record before which the user has spoken: its value is {@code true}. */
    public static final String USER_TURN_HEADER = "weir-user-turn";

    private static final Logger LOG = LoggerFactory.getLogger(ChainProcessor.class);
    /** One record in so many is timed: the clock and the histogram cost a tenth of what a short record does. */
    private static final int TIMED_EVERY = 16;

    /** How many idle streams end before a commit is asked for: each is work for it, and records wait for a commit. */
    private static final int IDLE_A_COMMIT = 1_000;

    private static final String DECODE = "decode";

    private final ChainSettings settings;
    private final PipelineMetrics metrics;
    private final PipelineEvents events;
    private final boolean wholeRecords;
    private final Envelope envelope = new Envelope();
    private final RecordOutput output = new RecordOutput();
    private @Nullable ProcessorContext<byte[], byte[]> processorContext;
    private @Nullable Forwarder forwarder;
    private @Nullable RecordSender sender;
    private @Nullable SessionTable table;
    private @Nullable RecordSessions sessions;
    private @Nullable Conversations conversations;
    private long streamTimeMs = Long.MIN_VALUE;
    private long lastRecordWallMs;
    private int untilTimed;
    /** How many idle streams ended since the last commit. */
    private int idleEnded;

    /** The hash of the key of the record at hand. */
    private int hint;

    /**
     * @param settings what to do
     * @param metrics counts what was done
     * @param events hears what happened
     */
    public ChainProcessor(ChainSettings settings, PipelineMetrics metrics, PipelineEvents events) {
        this.settings = settings;
        this.metrics = metrics;
        this.events = events;
        this.wholeRecords = settings.kind() == PipelineKind.LOG;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        processorContext = context;
        Forwarder out = new Forwarder(settings, metrics, events, context);
        forwarder = out;
        sender = new RecordSender(settings, metrics, out, envelope, output);
        if (wholeRecords) {
            sessions = new RecordSessions(settings, metrics, envelope, null);
            return;
        }
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(settings.storeName());
        SessionTable kept = new SessionTable(store, new SessionCodec(settings.chain()), settings.exactlyOnce());
        table = kept;
        sessions = new RecordSessions(settings, metrics, envelope, kept);
        lastRecordWallMs = context.currentSystemTimeMs();
        kept.load(lastRecordWallMs);
        metrics.sessionsChanged(kept.openCount());
        metrics.heldBackChanged(kept.heldBackBytes());
        CommitHook hook = context.getStateStore(settings.hookName());
        if (settings.chain().followsConversations()) {
            KeyValueStore<Bytes, byte[]> conversationStore = context.getStateStore(settings.conversationsName());
            ConversationTable heard =
                    new ConversationTable(conversationStore, settings.chain(), settings.exactlyOnce());
            heard.load(lastRecordWallMs);
            conversations = new Conversations(
                    heard, kept, envelope, output, settings.chain().conversationTimeoutMs());
        }
        hook.beforeCommit(context, !settings.exactlyOnce(), this::writeBack, this::clear);
        IdleChecks.schedule(context, settings.idleTimeoutMs(), this::endIdle);
    }

    private void writeBack() {
        idleEnded = 0;
        require(table).writeBack(require(processorContext).currentSystemTimeMs());
        if (conversations != null) {
            conversations.writeBack();
        }
    }

    private void clear() {
        require(table).clear();
        if (conversations != null) {
            conversations.clear();
        }
    }

    /** Counts the sessions out. They are not dropped: the commit that follows a close still has to write them. */
    @Override
    public void close() {
        if (table != null) {
            metrics.sessionsChanged(-table.openCount());
            metrics.heldBackChanged(-table.heldBackBytes());
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        boolean timed = --untilTimed <= 0;
        untilTimed = timed ? TIMED_EVERY : untilTimed;
        long startedNs = timed ? System.nanoTime() : 0;
        ProcessorContext<byte[], byte[]> context = require(processorContext);
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a source cannot be processed"));
        Forwarder out = require(forwarder);
        if (table != null) {
            streamTimeMs = Math.max(streamTimeMs, record.timestamp());
            lastRecordWallMs = context.currentSystemTimeMs();
            table.processed(source.topic(), source.offset());
        }
        byte[] value = record.value();
        if (value == null) {
            metrics.record(PipelineMetrics.CHAIN, "tombstone", 1);
            out.clean(record, List.of(), List.of(), List.of());
            return;
        }
        metrics.bytesIn(value.length);
        if (value.length > settings.maxRecordBytes()) {
            String message =
                    "the value has " + value.length + " bytes; at most " + settings.maxRecordBytes() + " are read";
            out.dead(record, source, "oversized", DECODE, message);
            return;
        }
        envelope.reset(value);
        hint = Arrays.hashCode(record.key());
        try {
            if (!envelope.recall(hint)) {
                settings.format().read(envelope);
                envelope.remember(hint);
            }
        } catch (MalformedEnvelopeException e) {
            String reason = e.kind() == MalformedEnvelopeException.Kind.UNKNOWN ? "unknown-envelope" : "malformed";
            out.dead(record, source, reason, DECODE, String.valueOf(e.getMessage()));
            return;
        }
        if (isTrue(record.headers(), END_HEADER)) {
            for (int i = 0; i < envelope.streamCount(); i++) {
                envelope.end(i);
            }
        }
        run(record, source, out);
        if (timed) {
            metrics.filterSeconds(PipelineMetrics.CHAIN, (System.nanoTime() - startedNs) * 1e-9);
        }
    }

    private void run(Record<byte[], byte[]> record, RecordMetadata source, Forwarder out) {
        RecordSessions found = require(sessions);
        for (int i = 0; i < envelope.streamCount() && envelope.endsKey(); i++) {
            envelope.end(i);
        }
        if (envelope.startsKey() && table != null) {
            finishAll(table.openStreams(source.topic(), record.key()), record, source);
        }
        switch (found.find(record, source, hint)) {
            case FOUND -> {}
            case FAILED -> {
                out.dead(record, source, "failed", "filters", "an earlier record of this stream failed");
                found.fail(record, source, lastRecordWallMs);
                return;
            }
            case REPLAYED -> {
                metrics.record(PipelineMetrics.CHAIN, "replayed", 1);
                return;
            }
        }
        if (envelope.endsKey() && table != null) {
            // A mark beside text is that of the text's response.
            List<Session> ending = envelope.streamCount() == 0
                    ? table.endedByDone(source.topic(), record.key())
                    : table.openStreams(source.topic(), record.key(), envelope.responseId(0));
            ending.removeAll(found.all());
            finishAll(ending, record, source);
        }
        output.begin(settings.takesThinking());
        for (int i = 0; i < envelope.pieceCount(); i++) {
            output.addPiece(envelope.pieceStream(i), envelope.pieceChannel(i), envelope.isOpaque(i));
        }
        try {
            runFilters(found.all());
        } catch (RefusedException e) {
            out.dead(record, source, "refused", e.filter(), String.valueOf(e.getMessage()));
            found.forget();
            return;
        } catch (DroppedException e) {
            metrics.record(e.filter(), "dropped", 1);
            return;
        } catch (FilterFailedException e) {
            LOG.error(
                    "{} at {}-{}@{}: the record and the rest of its stream go to the dead-letter topic",
                    e.getMessage(),
                    source.topic(),
                    source.partition(),
                    source.offset(),
                    e);
            out.dead(record, source, "failed", e.filter(), String.valueOf(e.getMessage()));
            found.fail(record, source, lastRecordWallMs);
            return;
        }
        found.update(record, source, lastRecordWallMs);
        if (conversations != null) {
            boolean userTurn = isTrue(record.headers(), USER_TURN_HEADER);
            conversations.take(record, source, found.all(), userTurn, lastRecordWallMs);
        }
        require(sender).send(record, found.all(), found.replayed());
    }

    private void finishAll(List<Session> sessions, Record<byte[], byte[]> record, RecordMetadata source) {
        for (Session session : sessions) {
            if (!require(table).isReplay(session, source.offset())) {
                finishAlone(session, record.timestamp(), record.headers());
            }
        }
    }

    private void runFilters(List<@Nullable Session> ofStreams) {
        for (int i = 0; i < envelope.pieceCount(); i++) {
            int stream = envelope.pieceStream(i);
            Session session = ofStreams.get(stream);
            if (session != null) {
                output.select(stream, envelope.isEcho(stream));
                output.selectPiece(i);
                session.filters()
                        .accept(
                                envelope.pieceChannel(i),
                                envelope.text(i),
                                envelope.textOffset(i),
                                envelope.textLength(i),
                                output);
            }
        }
        output.selectPiece(-1);
        for (int i = 0; i < envelope.streamCount(); i++) {
            Session session = ofStreams.get(i);
            if (session != null && (wholeRecords || envelope.ends(i))) {
                output.select(i, envelope.isEcho(i));
                session.filters().finish(output);
            }
        }
    }

    /** Ends a stream without a record of its own: what its filters still owe goes out in records made for it. */
    private void finishAlone(Session session, long timestampMs, Headers headers) {
        require(sessions).wake(session);
        output.begin(settings.takesThinking());
        output.select(0);
        output.selectPiece(-1);
        boolean failed = session.status == Session.Status.FAILED;
        try {
            if (!failed) {
                session.filters().finish(output);
            }
        } catch (FilterFailedException e) {
            LOG.error(
                    "{} at the end of stream {}; what it held back is lost",
                    e.getMessage(),
                    session.parts().name(),
                    e);
            metrics.record(PipelineMetrics.CHAIN, "failed", 1);
        }
        if (conversations != null) {
            conversations.takeAlone(session, lastRecordWallMs);
        }
        require(sender).sendAlone(session, timestampMs, headers);
        require(sessions).end(session);
    }

    /**
     * Ends the streams that went idle. Wall clock alone would end streams whose next records still wait in the topic while
     * the task catches up, so a stream is idle only if event time has moved past it too, or if the task has read nothing
     * for as long.
     */
    private boolean endIdle(long nowWallMs, long deadlineNs) {
        long timeoutMs = settings.idleTimeoutMs();
        boolean taskIdle = nowWallMs - lastRecordWallMs >= timeoutMs;
        boolean done = require(table).eachIdleSince(nowWallMs - timeoutMs, session -> {
            if (!taskIdle && streamTimeMs - session.lastEventTimeMs < timeoutMs) {
                return true;
            }
            if (idleEnded >= IDLE_A_COMMIT) {
                require(processorContext).commit();
                return false;
            }
            if (System.nanoTime() - deadlineNs >= 0) {
                return false;
            }
            idleEnded++;
            finishAlone(session, session.lastEventTimeMs, new RecordHeaders());
            return true;
        });
        if (done && conversations != null) {
            conversations.endSilent(nowWallMs, streamTimeMs, lastRecordWallMs, require(forwarder));
        }
        return done;
    }

    private static boolean isTrue(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header != null && header.value() != null && new String(header.value(), UTF_8).equals("true");
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return value;
    }
}

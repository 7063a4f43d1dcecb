package dev.weir.processor;

import dev.weir.envelope.Blocks;
import dev.weir.envelope.Envelope;
import dev.weir.envelope.Utf8;
import dev.weir.filter.Channel;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Puts what the filters emitted back into the record's envelope, and sends everything on. Belongs to one task. */
final class RecordSender {

    private final ChainSettings settings;
    private final PipelineMetrics metrics;
    private final Forwarder out;
    private final Envelope envelope;
    private final RecordOutput output;

    /**
     * @param envelope the record at hand
     * @param output what the filters emitted for it
     */
    RecordSender(
            ChainSettings settings, PipelineMetrics metrics, Forwarder out, Envelope envelope, RecordOutput output) {
        this.settings = settings;
        this.metrics = metrics;
        this.out = out;
        this.envelope = envelope;
        this.output = output;
    }

    /**
     * Edits the envelope and sends it, and all that was emitted beside it.
     *
     * @param recordSessions the session of each stream of the record; null for one that has the record already
     * @param replayed whether there is such a one: then the outputs are durable, and nothing is sent
     */
    void send(Record<byte[], byte[]> record, List<@Nullable Session> recordSessions, boolean replayed) {
        removeThinkingBlocks(recordSessions);
        sayWhatWasCut(recordSessions);
        List<RecordOutput.Emitted> homeless = insertReleased(recordSessions);
        for (int i = 0; i < output.pieceCount(); i++) {
            editPiece(i, recordSessions);
        }
        if (replayed) {
            metrics.record(PipelineMetrics.CHAIN, "replayed", 1);
            return;
        }
        for (RecordOutput.Emitted emitted : homeless) {
            Session session = recordSessions.get(emitted.stream);
            if (session != null) {
                release(session, emitted, record.timestamp(), record.headers());
            }
        }
        if (!envelope.worthSending()) {
            metrics.record(PipelineMetrics.CHAIN, "emptied", 1);
        } else if (envelope.changed()) {
            metrics.record(PipelineMetrics.CHAIN, "changed", 1);
            out.clean(record.withValue(envelope.encode()), output.flags(), output.tags(), output.reportsBut(homeless));
        } else {
            metrics.record(PipelineMetrics.CHAIN, "unchanged", 1);
            out.clean(record, output.flags(), output.tags(), output.reportsBut(homeless));
        }
        sendAside(recordSessions, record.timestamp(), record.headers());
    }

    /** Makes the envelope say of streams that end here that they were cut short, if a filter did that. */
    private void sayWhatWasCut(List<@Nullable Session> recordSessions) {
        boolean cut = false;
        for (int i = 0; i < recordSessions.size(); i++) {
            Session session = recordSessions.get(i);
            if (session != null && session.filters().cutsShort()) {
                cut = true;
                envelope.cutShort(i);
            }
        }
        for (int i = 0; i < recordSessions.size(); i++) {
            Session message = recordSessions.get(i);
            Blocks blocks = message == null ? null : message.blocks;
            if (blocks == null) {
                continue;
            }
            if (cut) {
                blocks.cutShort();
            }
            if (blocks.isCutShort()) {
                envelope.cutShort(i);
            }
        }
    }

    private void removeThinkingBlocks(List<@Nullable Session> recordSessions) {
        for (Session message : recordSessions) {
            Blocks blocks = message == null ? null : message.blocks;
            if (blocks != null && settings.takesThinking()) {
                envelope.withoutThinking(blocks);
                for (int i = 0; i < recordSessions.size(); i++) {
                    Session session = recordSessions.get(i);
                    if (session != null && envelope.block(i) >= 0) {
                        session.blockShift = blocks.removedBefore(envelope.block(i));
                    }
                }
            }
        }
    }

    /** Puts text of channels that the record has no piece of into it; returns what it has no place for. */
    private List<RecordOutput.Emitted> insertReleased(List<@Nullable Session> recordSessions) {
        List<RecordOutput.Emitted> homeless = List.of();
        for (int i = output.pieceCount(); i < output.slotCount(); i++) {
            RecordOutput.Emitted slot = output.piece(i);
            Session session = recordSessions.get(slot.stream);
            if (session == null || leaves(slot.channel)) {
                continue;
            }
            if (envelope.insert(slot.stream, slot.channel, slot.bytes, 0, slot.length)) {
                if (slot.channel.kind() == Channel.Kind.THINKING) {
                    metrics.thinkingBytes(slot.length);
                }
            } else {
                if (homeless.isEmpty()) {
                    homeless = new ArrayList<>();
                }
                homeless.add(slot);
            }
        }
        return homeless;
    }

    private void editPiece(int piece, List<@Nullable Session> recordSessions) {
        Channel channel = envelope.pieceChannel(piece);
        if (leaves(channel)) {
            if (envelope.isOpaque(piece) || envelope.textLength(piece) > 0) {
                envelope.remove(piece);
                output.flag("thinking");
            }
            return;
        }
        RecordOutput.Emitted emitted = output.piece(piece);
        Session session = recordSessions.get(emitted.stream);
        boolean broken = envelope.holdsCharacters(piece)
                && session != null
                && (session.hasUnfinished(channel) || Utf8.unfinishedTail(emitted.bytes, 0, emitted.length) > 0);
        if (broken && session != null) {
            boolean last = settings.kind() == PipelineKind.LOG || envelope.ends(emitted.stream);
            byte[] whole = session.wholeCharacters(channel, emitted.bytes, emitted.length, last);
            envelope.replace(piece, whole, 0, whole.length);
        } else {
            envelope.replace(piece, emitted.bytes, 0, emitted.length);
        }
    }

    private boolean leaves(Channel channel) {
        return settings.takesThinking() && channel.kind() == Channel.Kind.THINKING;
    }

    /** Sends thinking, alerts and reports of what the filters emitted last. */
    private void sendAside(List<@Nullable Session> sessions, long timestampMs, Headers headers) {
        for (int i = output.pieceCount(); i < output.slotCount(); i++) {
            RecordOutput.Emitted slot = output.piece(i);
            Session session = sessions.get(slot.stream);
            if (leaves(slot.channel) && session != null && slot.length > 0) {
                out.thinking(session, Arrays.copyOf(slot.bytes, slot.length), timestampMs, headers);
            }
        }
        for (RecordOutput.Raised raised : output.alerts()) {
            Session session = sessions.get(raised.stream());
            if (session != null) {
                out.alert(session, raised, timestampMs);
            }
        }
        for (Report report : output.reports()) {
            out.report(report);
        }
    }

    /** Sends what the filters emitted at the end of a stream that no record ends, in records made for it. */
    void sendAlone(Session session, long timestampMs, Headers headers) {
        for (int i = 0; i < output.slotCount(); i++) {
            RecordOutput.Emitted slot = output.piece(i);
            if (!leaves(slot.channel) && slot.length > 0) {
                release(session, slot, timestampMs, headers);
            }
        }
        sendAside(List.of(session), timestampMs, headers);
    }

    /** Sends text in a record of its own, in the envelope of an earlier record of its stream. */
    private void release(Session session, RecordOutput.Emitted emitted, long timestampMs, Headers headers) {
        boolean thinking = emitted.channel.kind() == Channel.Kind.THINKING;
        boolean plain = session.template.length == 0;
        byte[] value = thinking && plain ? null : ReleasedText.envelop(settings.format(), session, emitted);
        if (value == null) {
            if (!thinking) {
                throw new IllegalStateException("the envelope of stream "
                        + session.parts().name() + " has no place for text of its channel " + emitted.channel);
            }
            // Some envelopes have no field for thinking in the place at hand, and plain text has none at all.
            out.thinking(session, Arrays.copyOf(emitted.bytes, emitted.length), timestampMs, headers);
            return;
        }
        metrics.record(PipelineMetrics.CHAIN, "released", 1);
        out.clean(
                new Record<>(session.parts().key, value, timestampMs, new RecordHeaders(headers)),
                output.flags(),
                output.tags(),
                output.reportsOf(emitted));
    }
}

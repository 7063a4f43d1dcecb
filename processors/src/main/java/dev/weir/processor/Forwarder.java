package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Report;
import dev.weir.match.Match;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends what came out of the filters to the nodes of the outputs, and counts it. Belongs to one task. */
final class Forwarder {

    /** On clean records that were changed or flagged: which filters did, comma separated. */
    static final String FLAGS_HEADER = "weir-flags";
    /** On clean records in which words were found: their categories, sorted and comma separated. */
    static final String MATCHES_HEADER = "weir-matches";
    /** On thinking records: the stream's id. */
    static final String STREAM_HEADER = "weir-stream";
    /** On thinking records: their order in the stream, from 0. */
    static final String SEQUENCE_HEADER = "weir-sequence";

    /** The type of alerts about text that was there before; they go to the duplicates topic too. */
    private static final String DUPLICATE = "duplicate";

    private final ChainSettings settings;
    private final Outputs outputs;
    private final Set<String> reportedInHeader;
    private final PipelineMetrics metrics;
    private final PipelineEvents events;
    private final ProcessorContext<byte[], byte[]> context;

    Forwarder(
            ChainSettings settings,
            PipelineMetrics metrics,
            PipelineEvents events,
            ProcessorContext<byte[], byte[]> context) {
        this.settings = settings;
        this.outputs = settings.outputs();
        this.reportedInHeader = settings.reportedInHeader();
        this.metrics = metrics;
        this.events = events;
        this.context = context;
    }

    /**
     * Sends a record to the clean topic; with flags, tags, and reports if they are asked for, it gets headers that name
     * them.
     */
    void clean(Record<byte[], byte[]> record, List<String> flags, Collection<String> tags, List<Report> reports) {
        Record<byte[], byte[]> out = record;
        byte[] repairs = reportedInHeader.isEmpty() || reports.isEmpty() ? null : repairs(reports);
        if (!flags.isEmpty() || !tags.isEmpty() || repairs != null) {
            Headers headers = new RecordHeaders(record.headers());
            if (!flags.isEmpty()) {
                headers.add(FLAGS_HEADER, String.join(",", flags).getBytes(UTF_8));
            }
            if (!tags.isEmpty()) {
                metrics.record(Match.NAME, "tagged", 1);
                headers.add(MATCHES_HEADER, String.join(",", tags).getBytes(UTF_8));
            }
            if (repairs != null) {
                headers.add(RepairsHeader.NAME, repairs);
            }
            out = record.withHeaders(headers);
        }
        if (record.value() != null) {
            metrics.bytesOut(record.value().length);
        }
        context.forward(out, outputs.clean());
    }

    private byte @Nullable [] repairs(List<Report> reports) {
        return RepairsHeader.write(reports.stream()
                .filter(report -> reportedInHeader.contains(report.filter()))
                .toList());
    }

    /** Sends a stretch of thinking with the key, time and headers of the record that it was in. */
    void thinking(Session session, byte[] text, long timestampMs, Headers headers) {
        metrics.thinkingBytes(text.length);
        if (outputs.thinking() == null) {
            return;
        }
        Headers own = new RecordHeaders(headers);
        own.add(STREAM_HEADER, session.parts().nameBytes());
        own.add(SEQUENCE_HEADER, Long.toString(session.thinkingSequence++).getBytes(UTF_8));
        context.forward(new Record<>(session.parts().key, text, timestampMs, own), outputs.thinking());
    }

    /** Sends an alert about a stream, about repeated text also to where that is collected; counts loops when they are found. */
    void alert(Session session, RecordOutput.Raised raised, long timestampMs) {
        alert(session.parts().key, session.parts().name(), raised, timestampMs);
    }

    /** Sends an alert about the conversation of a record key. */
    void alert(byte @Nullable [] key, String stream, RecordOutput.Raised raised, long timestampMs) {
        if (raised.alert().type().equals("loop")
                && !Boolean.TRUE.equals(raised.alert().details().get("ended"))) {
            metrics.loop(raised.alert().kind());
        }
        events.alert(raised.alert(), raised.channel(), key, stream, timestampMs);
        boolean duplicate = raised.alert().type().equals(DUPLICATE);
        if (duplicate) {
            metrics.duplicates(1);
        }
        if (outputs.alerts() == null && (!duplicate || outputs.duplicates() == null)) {
            return;
        }
        byte[] json = AlertJson.write(raised.alert(), raised.channel(), settings.pipeline(), key, stream, timestampMs);
        if (outputs.alerts() != null) {
            context.forward(new Record<>(key, json, timestampMs), outputs.alerts());
        }
        if (duplicate && outputs.duplicates() != null) {
            context.forward(new Record<>(key, json, timestampMs), outputs.duplicates());
        }
    }

    void report(Report report) {
        if (report.filter().equals("repair-json")) {
            metrics.jsonRepair(report.kind());
        }
    }

    void dead(Record<byte[], byte[]> record, RecordMetadata source, String reason, String stage, String message) {
        metrics.deadLetter(reason);
        events.dead(source, record.value() == null ? 0 : record.value().length, reason, stage, message);
        metrics.record(PipelineMetrics.CHAIN, "dead", 1);
        context.forward(DeadLetter.of(record, source, reason, stage, message), outputs.dead());
    }
}

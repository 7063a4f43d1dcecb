package dev.weir.metrics;

import dev.weir.processor.DeadLetter;
import dev.weir.processor.PipelineMetrics;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;

/** The children of {@link PipelineFamilies} that belong to one pipeline, found once and kept. */
final class PipelineCounters implements PipelineMetrics {

    private final LabelledChildren<LabelledChildren<Counter.Child>> records;
    private final LabelledChildren<Histogram.Child> filterSeconds;
    private final LabelledChildren<Counter.Child> jsonRepairs;
    private final LabelledChildren<Counter.Child> loops;
    private final LabelledChildren<Counter.Child> deadLetters;
    private final Counter.Child bytesIn;
    private final Counter.Child bytesOut;
    private final Counter.Child thinkingBytes;
    private final Counter.Child duplicates;
    private final Gauge.Child sessions;
    private final Gauge.Child heldBackBytes;

    /**
     * Creates the children without a label of their own, and those of dead letters, at once: to Prometheus a series that
     * begins with 1 has not increased, and nobody would be told of the first dead letter.
     */
    PipelineCounters(PipelineFamilies families, String pipeline) {
        records = new LabelledChildren<>(
                filter -> new LabelledChildren<>(outcome -> families.records.labels(pipeline, filter, outcome)));
        filterSeconds = new LabelledChildren<>(filter -> families.filterSeconds.labels(pipeline, filter));
        jsonRepairs = new LabelledChildren<>(kind -> families.jsonRepairs.labels(pipeline, kind));
        loops = new LabelledChildren<>(kind -> families.loops.labels(pipeline, kind));
        deadLetters = new LabelledChildren<>(reason -> families.deadLetters.labels(pipeline, reason));
        DeadLetter.REASONS.forEach(deadLetters::get);
        bytesIn = families.bytes.labels(pipeline, "in");
        bytesOut = families.bytes.labels(pipeline, "out");
        thinkingBytes = families.thinkingBytes.labels(pipeline);
        duplicates = families.duplicates.labels(pipeline);
        sessions = families.sessions.labels(pipeline);
        heldBackBytes = families.heldBackBytes.labels(pipeline);
    }

    PipelineReading read() {
        return new PipelineReading(
                records.read(outcomes -> outcomes.read(Counter.Child::get)),
                filterSeconds.read(PipelineFamilies::distribution),
                bytesIn.get(),
                bytesOut.get(),
                thinkingBytes.get(),
                jsonRepairs.read(Counter.Child::get),
                loops.read(Counter.Child::get),
                duplicates.get(),
                deadLetters.read(Counter.Child::get),
                sessions.get(),
                heldBackBytes.get());
    }

    @Override
    public void record(String filter, String outcome, long count) {
        records.get(filter).get(outcome).inc((double) count);
    }

    @Override
    public void bytesIn(long bytes) {
        bytesIn.inc((double) bytes);
    }

    @Override
    public void bytesOut(long bytes) {
        bytesOut.inc((double) bytes);
    }

    @Override
    public void filterSeconds(String filter, double seconds) {
        filterSeconds.get(filter).observe(seconds);
    }

    @Override
    public void thinkingBytes(long bytes) {
        thinkingBytes.inc((double) bytes);
    }

    @Override
    public void jsonRepair(String kind) {
        jsonRepairs.get(kind).inc();
    }

    @Override
    public void loop(String kind) {
        loops.get(kind).inc();
    }

    @Override
    public void duplicates(long suppressed) {
        duplicates.inc((double) suppressed);
    }

    @Override
    public void deadLetter(String reason) {
        deadLetters.get(reason).inc();
    }

    @Override
    public void sessionsChanged(int delta) {
        sessions.inc(delta);
    }

    @Override
    public void heldBackChanged(int deltaBytes) {
        heldBackBytes.inc(deltaBytes);
    }
}

package dev.weir.topology;

import dev.weir.processor.PipelineMetrics;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a pipeline counts, by name and label. */
final class RecordedMetrics implements PipelineMetrics {

    private final Map<String, Long> counts = new TreeMap<>();
    private long sessions;
    private long heldBackBytes;

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    long sessions() {
        return sessions;
    }

    long heldBackBytes() {
        return heldBackBytes;
    }

    private void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    @Override
    public void record(String filter, String outcome, long count) {
        add(filter + "/" + outcome, count);
    }

    @Override
    public void bytesIn(long bytes) {
        add("bytes in", bytes);
    }

    @Override
    public void bytesOut(long bytes) {
        add("bytes out", bytes);
    }

    @Override
    public void filterSeconds(String filter, double seconds) {
        add(filter + " timed", 1);
    }

    @Override
    public void thinkingBytes(long bytes) {
        add("thinking bytes", bytes);
    }

    @Override
    public void jsonRepair(String kind) {
        add("json repair/" + kind, 1);
    }

    @Override
    public void loop(String kind) {
        add("loop/" + kind, 1);
    }

    @Override
    public void duplicates(long suppressed) {
        add("duplicates", suppressed);
    }

    @Override
    public void deadLetter(String reason) {
        add("dead letter/" + reason, 1);
    }

    @Override
    public void sessionsChanged(int delta) {
        sessions += delta;
    }

    @Override
    public void heldBackChanged(int deltaBytes) {
        heldBackBytes += deltaBytes;
    }

    @Override
    public String toString() {
        return counts + ", " + sessions + " sessions, " + heldBackBytes + " bytes held back";
    }
}

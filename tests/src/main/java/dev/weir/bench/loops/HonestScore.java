package dev.weir.bench.loops;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one detector made of texts that repeat by right. */
final class HonestScore {

    private static final double MILLION = 1e6;

    private long documents;
    private long bytes;
    private long bytesRead;
    private long nanos;
    private long warnedDocuments;
    private long stoppedDocuments;
    private long warnings;
    private long stops;
    private final Map<String, Integer> alarmsByKind = new TreeMap<>();

    /** @param read how many of the bytes the detector took; it may be over before the end */
    void add(long length, long read, long tookNanos, List<Alarm> alarms) {
        documents++;
        bytes += length;
        bytesRead += read;
        nanos += tookNanos;
        long stopsHere =
                alarms.stream().filter(alarm -> alarm.level() == Level.STOP).count();
        stops += stopsHere;
        warnings += alarms.size() - stopsHere;
        stoppedDocuments += stopsHere > 0 ? 1 : 0;
        warnedDocuments += alarms.size() > stopsHere ? 1 : 0;
        alarms.forEach(alarm -> alarmsByKind.merge(alarm.kind(), 1, Integer::sum));
    }

    void add(HonestScore other) {
        documents += other.documents;
        bytes += other.bytes;
        bytesRead += other.bytesRead;
        nanos += other.nanos;
        warnedDocuments += other.warnedDocuments;
        stoppedDocuments += other.stoppedDocuments;
        warnings += other.warnings;
        stops += other.stops;
        other.alarmsByKind.forEach((kind, count) -> alarmsByKind.merge(kind, count, Integer::sum));
    }

    long documents() {
        return documents;
    }

    double millionBytes() {
        return bytes / MILLION;
    }

    long stops() {
        return stops;
    }

    double warnedPercent() {
        return Share.percent(warnedDocuments, documents);
    }

    double stoppedPercent() {
        return Share.percent(stoppedDocuments, documents);
    }

    double warningsPerMillionBytes() {
        return bytes == 0 ? Double.NaN : warnings * MILLION / bytes;
    }

    double stopsPerMillionBytes() {
        return bytes == 0 ? Double.NaN : stops * MILLION / bytes;
    }

    double nanosPerByte() {
        return bytesRead == 0 ? Double.NaN : (double) nanos / bytesRead;
    }

    /** How many alarms named what, such as {@code exact 3, near 12}. */
    String kinds() {
        return alarmsByKind.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package dev.weir.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.FilterType;
import dev.weir.metrics.Distribution;
import dev.weir.metrics.PipelineReading;
import dev.weir.processor.PipelineMetrics;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one pipeline: totals, rates over the last {@value #RATE_SECONDS} s and latencies over the last {@value
 * #LATENCY_SECONDS} s. Belongs to the thread that ticks.
 */
final class Figures {

    static final int RATE_SECONDS = 3;
    static final int LATENCY_SECONDS = 10;

    private record Reading(long timeNs, PipelineReading counted, double alerts) {}

    private final PipelineConfig pipeline;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final History history = new History();
    private PipelineStatus status = new PipelineStatus("CREATED", Double.NaN);

    Figures(PipelineConfig pipeline) {
        this.pipeline = pipeline;
    }

    String name() {
        return pipeline.name();
    }

    /** Takes what was counted by now; called once a second. */
    void tick(long nowNs, PipelineReading counted, double alerts, PipelineStatus now) {
        readings.addLast(new Reading(nowNs, counted, alerts));
        if (readings.size() > LATENCY_SECONDS + 1) {
            readings.removeFirst();
        }
        status = now;
        Distribution latency = latency(PipelineMetrics.CHAIN);
        history.add(
                rate(Figures::in),
                rate(Figures::out),
                latency == null ? Double.NaN : latency.quantile(0.5),
                latency == null ? Double.NaN : latency.quantile(0.99),
                now.lag());
    }

    void writeHistory(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(pipeline.name());
        history.write(json);
        json.writeEndObject();
    }

    /** Writes an object; there must have been a tick. */
    void write(JsonGenerator json) throws IOException {
        Reading last = readings.getLast();
        PipelineReading now = last.counted();
        json.writeStartObject();
        json.writeStringField("name", pipeline.name());
        json.writeStringField("state", status.state());
        Json.number(json, "lag", status.lag());
        Json.number(json, "sessions", now.sessions());
        Json.number(json, "heldBackBytes", now.heldBackBytes());
        writeTotals(json, "total", now, last.alerts());
        json.writeObjectFieldStart("rate");
        for (Quantity quantity : Quantity.values()) {
            Json.number(json, quantity.label(), rate(reading -> quantity.of(reading.counted(), reading.alerts())));
        }
        json.writeEndObject();
        writeLatency(json, PipelineMetrics.CHAIN);
        writeKinds(json, "repairs", now.jsonRepairs());
        writeKinds(json, "loops", now.loops());
        writeKinds(json, "deadLetters", now.deadLetters());
        json.writeArrayFieldStart("filters");
        for (FilterType type :
                pipeline.filters().stream().map(filter -> filter.type()).toList()) {
            json.writeStartObject();
            json.writeStringField("name", type.name());
            Quantity cleaned = Quantity.cleanedBy(type.name());
            if (cleaned != null) {
                json.writeStringField("cleans", cleaned.label());
            }
            writeLatency(json, type.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeTotals(JsonGenerator json, String name, PipelineReading counted, double alerts)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Quantity quantity : Quantity.values()) {
            Json.number(json, quantity.label(), quantity.of(counted, alerts));
        }
        json.writeEndObject();
    }

    private static void writeKinds(JsonGenerator json, String name, Map<String, Double> kinds) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Double> kind : kinds.entrySet()) {
            Json.number(json, kind.getKey(), kind.getValue());
        }
        json.writeEndObject();
    }

    private void writeLatency(JsonGenerator json, String filter) throws IOException {
        Distribution latency = latency(filter);
        Json.number(json, "p50", latency == null ? Double.NaN : latency.quantile(0.5));
        Json.number(json, "p99", latency == null ? Double.NaN : latency.quantile(0.99));
    }

    private @Nullable Distribution latency(String filter) {
        Distribution now = readings.getLast().counted().filterSeconds().get(filter);
        Distribution earlier = readings.getFirst().counted().filterSeconds().get(filter);
        return now == null || earlier == null ? now : now.since(earlier);
    }

    private interface Count {
        double of(Reading reading);
    }

    private double rate(Count count) {
        List<Reading> all = List.copyOf(readings);
        Reading last = all.get(all.size() - 1);
        Reading earlier = all.get(Math.max(0, all.size() - 1 - RATE_SECONDS));
        double seconds = (last.timeNs() - earlier.timeNs()) * 1e-9;
        return seconds <= 0 ? 0 : Math.max(0, count.of(last) - count.of(earlier)) / seconds;
    }

    private static double in(Reading reading) {
        return Quantity.RECORDS_IN.of(reading.counted(), 0);
    }

    private static double out(Reading reading) {
        return Quantity.RECORDS_OUT.of(reading.counted(), 0);
    }
}

package dev.weir.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Arrays;

/** The metrics that Weir itself counts, each with the label {@code pipeline} first. */
final class PipelineFamilies {

    /** From 1 µs, less than any filter takes for a record, to 1 s, by when a consumer has long been in trouble. */
    private static final double[] SECONDS_PER_RECORD = {
        1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 1
    };

    final Counter records;
    final Counter bytes;
    final Histogram filterSeconds;
    final Gauge heldBackBytes;
    final Gauge sessions;
    final Counter thinkingBytes;
    final Counter jsonRepairs;
    final Counter loops;
    final Counter duplicates;
    final Counter deadLetters;

    PipelineFamilies(CollectorRegistry registry) {
        records = counter(
                registry,
                "weir_records_total",
                "Records that left a filter, by what became of them; the filter 'chain' stands for the whole record.",
                "filter",
                "outcome");
        bytes = counter(
                registry,
                "weir_bytes_total",
                "Bytes of record values that came in, and that went out to the clean topic.",
                "direction");
        filterSeconds = Histogram.build("weir_filter_seconds", "Time that a filter spent on a record.")
                .labelNames("pipeline", "filter")
                .buckets(SECONDS_PER_RECORD)
                .withoutExemplars()
                .register(registry);
        heldBackBytes =
                gauge(registry, "weir_held_back_bytes", "Bytes that filters hold back because they are undecided.");
        sessions = gauge(registry, "weir_sessions", "Open streams.");
        thinkingBytes = counter(
                registry, "weir_thinking_bytes_total", "Bytes of thinking text that were taken out of the content.");
        jsonRepairs = counter(registry, "weir_json_repairs_total", "Repairs of JSON texts.", "kind");
        loops = counter(registry, "weir_loops_total", "Generation loops that were detected.", "kind");
        duplicates = counter(registry, "weir_duplicates_total", "Records that were suppressed as duplicates.");
        deadLetters =
                counter(registry, "weir_dead_letters_total", "Records that went to the dead-letter topic.", "reason");
    }

    static Distribution distribution(Histogram.Child histogram) {
        double[] bounds = Arrays.copyOf(SECONDS_PER_RECORD, SECONDS_PER_RECORD.length + 1);
        bounds[SECONDS_PER_RECORD.length] = Double.POSITIVE_INFINITY;
        return new Distribution(bounds, histogram.get().buckets);
    }

    private static Counter counter(CollectorRegistry registry, String name, String help, String... labels) {
        return Counter.build(name, help)
                .labelNames(withPipeline(labels))
                .withoutExemplars()
                .register(registry);
    }

    private static Gauge gauge(CollectorRegistry registry, String name, String help) {
        return Gauge.build(name, help).labelNames("pipeline").register(registry);
    }

    private static String[] withPipeline(String[] labels) {
        String[] all = new String[labels.length + 1];
        all[0] = "pipeline";
        System.arraycopy(labels, 0, all, 1, labels.length);
        return all;
    }
}

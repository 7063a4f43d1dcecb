package dev.weir.metrics;

import dev.weir.batch.Backend;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Reason;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the batches that all pipelines have analysed, by stage, backend and why it was that one. */
final class BatchCounters implements BatchListener {

    /** From 1 µs, one line on the processor, to 0.3 s. */
    private static final double[] SECONDS = {1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3};

    private final Counter messages;
    private final Counter bytes;
    private final Histogram seconds;
    private final Counter failures;
    private final Gauge disabled;

    BatchCounters(CollectorRegistry registry) {
        messages = Counter.build("weir_batch_messages_total", "Messages that were analysed in batches.")
                .labelNames("stage", "backend", "reason")
                .withoutExemplars()
                .register(registry);
        bytes = Counter.build("weir_batch_bytes_total", "Bytes of the messages that were analysed in batches.")
                .labelNames("stage", "backend")
                .withoutExemplars()
                .register(registry);
        seconds = Histogram.build("weir_batch_seconds", "Time that a batch took, packing and waiting included.")
                .labelNames("stage", "backend")
                .buckets(SECONDS)
                .withoutExemplars()
                .register(registry);
        failures = Counter.build("weir_batch_failures_total", "Failures of the graphics card; the processor took over.")
                .withoutExemplars()
                .register(registry);
        disabled = Gauge.build("weir_batch_gpu_disabled", "1 once the graphics card was given up because it failed.")
                .register(registry);
    }

    List<BatchReading> read() {
        Map<List<String>, Double> sums = new TreeMap<>(Comparator.comparing(List::toString));
        for (Collector.MetricFamilySamples family : messages.collect()) {
            for (Collector.MetricFamilySamples.Sample sample : family.samples) {
                if (sample.name.endsWith("_total")) {
                    sums.merge(sample.labelValues.subList(0, 2), sample.value, Double::sum);
                }
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new BatchReading(sum.getKey().get(0), sum.getKey().get(1), sum.getValue()))
                .toList();
    }

    @Override
    public void analysed(
            String label, Backend backend, Reason reason, int messageCount, long byteCount, double tookSeconds) {
        messages.labels(label, backend.label(), reason.label()).inc(messageCount);
        bytes.labels(label, backend.label()).inc((double) byteCount);
        seconds.labels(label, backend.label()).observe(tookSeconds);
    }

    @Override
    public void failed(String reason, boolean forGood) {
        failures.inc();
        if (forGood) {
            disabled.set(1);
        }
    }
}

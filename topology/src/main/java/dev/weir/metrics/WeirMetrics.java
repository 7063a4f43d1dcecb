package dev.weir.metrics;

import dev.weir.batch.BatchListener;
import dev.weir.processor.PipelineMetrics;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of this process: the pipelines', Kafka's and the JVM's.
 *
 * <p>Every method may be called from any thread. A scrape costs time and memory in the number of series, and holds no
 * lock that counting waits for.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition formats</a>
 */
public final class WeirMetrics {

    private final CollectorRegistry registry = new CollectorRegistry();
    private final PipelineFamilies families = new PipelineFamilies(registry);
    private final BatchCounters batches = new BatchCounters(registry);
    private final KafkaMetricsCollector kafka = new KafkaMetricsCollector().register(registry);
    private final ConcurrentMap<String, PipelineCounters> pipelines = new ConcurrentHashMap<>();

    public WeirMetrics() {
        DefaultExports.register(registry);
    }

    /** The counters of what all pipelines have done in batches. */
    public BatchListener batches() {
        return batches;
    }

    /** The counters of one pipeline: the same instance for the same name, to be shared by all tasks of the pipeline. */
    public PipelineMetrics pipeline(String name) {
        return pipelines.computeIfAbsent(name, pipeline -> new PipelineCounters(families, pipeline));
    }

    /** What a pipeline has counted. */
    public PipelineReading read(String pipeline) {
        return pipelines
                .computeIfAbsent(pipeline, name -> new PipelineCounters(families, name))
                .read();
    }

    /** What was analysed in batches, by all pipelines together. */
    public List<BatchReading> readBatches() {
        return batches.read();
    }

    /**
     * Adds {@link KafkaMetricsBridge} to the properties of a Kafka client or a Kafka Streams application, beside the
     * reporters that are configured there already, so that what Kafka counts appears in the scrape.
     *
     * @param properties changed in place; the values may hold an object besides strings afterwards
     */
    public void reportKafka(Map<String, Object> properties) {
        KafkaMetricsBridge.addTo(properties, kafka);
    }

    /** As {@link #reportKafka(Map)}, with the label {@code pipeline} on all that the client counts. */
    public void reportKafka(Map<String, Object> properties, String pipeline) {
        reportKafka(properties);
        properties.put(KafkaMetricsBridge.PIPELINE_CONFIG, pipeline);
    }

    /**
     * The values of all metrics now.
     *
     * @param accept the request's Accept header; OpenMetrics 1.0.0 if it asks for that, else Prometheus text 0.0.4
     */
    public Scrape scrape(@Nullable String accept) {
        String contentType = TextFormat.chooseContentType(accept);
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
        try (Writer writer = new OutputStreamWriter(body, StandardCharsets.UTF_8)) {
            TextFormat.writeFormat(contentType, writer, Collections.enumeration(families()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Scrape(contentType, body.toByteArray());
    }

    /** Leaves out the creation time that the client library adds to each counter: it doubles the series for little use. */
    private List<MetricFamilySamples> families() {
        List<MetricFamilySamples> families = new ArrayList<>();
        for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
            MetricFamilySamples wanted = family.filter(sample -> !sample.endsWith("_created"));
            if (wanted != null) {
                families.add(wanted);
            }
        }
        return families;
    }
}

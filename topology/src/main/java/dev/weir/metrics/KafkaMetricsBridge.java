package dev.weir.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Shows one Kafka client's metrics in the scrape for as long as the client lives.
 *
 * <p>Kafka makes an instance for each client by its name in {@code metric.reporters}, so it is public and has no
 * arguments; use {@link WeirMetrics#reportKafka} to configure it. Kafka calls it under a lock of its own, and a scrape
 * reads it from another thread.
 */
public final class KafkaMetricsBridge implements MetricsReporter {

    /** The configuration key under which the collector travels through Kafka's configuration as an object. */
    static final String COLLECTOR_CONFIG = "weir.metrics.collector";

    /** The configuration key of the name of the pipeline that the client belongs to. */
    static final String PIPELINE_CONFIG = "weir.metrics.pipeline";

    private final ConcurrentMap<MetricName, KafkaSeries> series = new ConcurrentHashMap<>();
    private @Nullable KafkaMetricsCollector collector;
    private String pipeline = "";

    static void addTo(Map<String, Object> properties, KafkaMetricsCollector collector) {
        List<Object> reporters = new ArrayList<>();
        Object configured = properties.get(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG);
        if (configured == null) {
            reporters.add(JmxReporter.class.getName()); // Kafka's default, which a list of one's own would replace
        } else if (configured instanceof Collection<?> classes) {
            reporters.addAll(classes);
        } else if (!configured.toString().isBlank()) {
            reporters.addAll(List.of(configured.toString().trim().split("\\s*,\\s*")));
        }
        if (!reporters.contains(KafkaMetricsBridge.class.getName())) {
            reporters.add(KafkaMetricsBridge.class.getName());
        }
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, reporters);
        properties.put(COLLECTOR_CONFIG, collector);
    }

    /** @throws ConfigException if the properties were not made by {@link WeirMetrics#reportKafka} */
    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(COLLECTOR_CONFIG) instanceof KafkaMetricsCollector configured)) {
            throw new ConfigException(COLLECTOR_CONFIG + " is missing: "
                    + getClass().getName() + " cannot be configured by its name alone, Weir adds it by itself");
        }
        collector = configured;
        if (configs.get(PIPELINE_CONFIG) instanceof String name) {
            pipeline = name;
        }
        configured.add(this);
    }

    @Override
    public void init(List<KafkaMetric> metrics) {
        metrics.forEach(this::metricChange);
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        if (KafkaMetricsSelection.includes(metric)) {
            series.put(metric.metricName(), KafkaSeries.of(metric, pipeline));
        }
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        series.remove(metric.metricName());
    }

    @Override
    public void close() {
        if (collector != null) {
            collector.remove(this);
        }
    }

    Collection<KafkaSeries> series() {
        return series.values();
    }
}

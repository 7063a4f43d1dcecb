package dev.weir.metrics;

import io.prometheus.client.Collector;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A metric of Kafka under the name that Micrometer gives it in Prometheus, which is what public dashboards expect:
 * {@code records-consumed-total} of {@code consumer-fetch-manager-metrics} becomes {@code
 * kafka_consumer_fetch_manager_records_consumed_total}, the tag {@code client-id} the label {@code client_id}. The label
 * {@code pipeline}, as on Weir's own metrics, comes on top: no client's name has to be taken apart for it.
 *
 * <p>Names that end in {@code total} are counters and everything else is a gauge. (Micrometer also takes those in {@code
 * count} for counters, but {@code connection-count} goes up and down, and dashboards ask for it by its plain name.)
 *
 * @param name the metric's name in Prometheus, {@code _total} included
 * @param type counter or gauge
 * @param labels label values by label name, sorted
 * @param metric where the value is read from
 * @see <a href="https://docs.micrometer.io/micrometer/reference/reference/kafka.html">Micrometer, Kafka metrics</a>
 */
record KafkaSeries(String name, Collector.Type type, Map<String, String> labels, KafkaMetric metric) {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSeries.class);
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-zA-Z0-9_]");

    /** @param pipeline becomes the label {@code pipeline}; none if empty */
    static KafkaSeries of(KafkaMetric metric, String pipeline) {
        MetricName name = metric.metricName();
        String full = ("kafka." + name.group() + "." + name.name()).replace("-metrics", "");
        Map<String, String> labels = new TreeMap<>();
        name.tags().forEach((tag, value) -> labels.put(identifier(tag), value == null ? "" : value));
        if (!pipeline.isEmpty()) {
            labels.put("pipeline", pipeline);
        }
        return new KafkaSeries(
                identifier(full),
                full.endsWith("-total") ? Collector.Type.COUNTER : Collector.Type.GAUGE,
                labels,
                metric);
    }

    String help() {
        return metric.metricName().description();
    }

    /**
     * What the series says now: nothing where that is not a number, such as a version. The one text that matters, the
     * state of a Kafka Streams client, becomes the value 1 with the state as the label {@code state}.
     */
    @Nullable
    Reading read() {
        Object value;
        try {
            value = metric.metricValue();
        } catch (RuntimeException e) { // a gauge of a client that is being closed; the others are still worth a scrape
            LOG.debug("Kafka's metric {} has no value", metric.metricName(), e);
            return null;
        }
        if (value instanceof Number number) {
            return new Reading(labels, number.doubleValue());
        }
        MetricName name = metric.metricName();
        if (value != null
                && name.group().equals("stream-metrics")
                && name.name().equals("state")) {
            Map<String, String> withState = new TreeMap<>(labels);
            withState.put("state", value.toString());
            return new Reading(withState, 1);
        }
        return null;
    }

    /** One sample: its label values by label name, sorted, and its value. */
    record Reading(Map<String, String> labels, double value) {}

    private static String identifier(String name) {
        String cleaned = NOT_IN_A_NAME.matcher(name).replaceAll("_");
        return !cleaned.isEmpty() && Character.isDigit(cleaned.charAt(0)) ? "_" + cleaned : cleaned;
    }
}

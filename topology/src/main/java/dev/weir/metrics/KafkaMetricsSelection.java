package dev.weir.metrics;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;

/**
 * Which of Kafka's metrics are worth a series.
 *
 * <p>Kafka Streams registers the metrics of its DEBUG sensors at every recording level, though below DEBUG nothing is
 * recorded in them: hundreds of series that say 0 or NaN. A metric does not know its sensor's level, so the groups that
 * have such sensors are listed here with what they record at INFO (Kafka Streams 4.3). Gauges among them always have a
 * value and stay. With {@code metrics.recording.level} set to DEBUG or TRACE everything is included.
 */
final class KafkaMetricsSelection {

    private static final Map<String, List<String>> RECORDED_AT_INFO = Map.of(
            "stream-task-metrics", List.of("active-process-ratio", "dropped-records-", "restore-remaining-records-"),
            "stream-processor-node-metrics", List.of("record-e2e-latency-"),
            "stream-state-metrics", List.of(),
            "stream-record-cache-metrics", List.of());

    private KafkaMetricsSelection() {}

    static boolean includes(KafkaMetric metric) {
        MetricName name = metric.metricName();
        if (name.group().equals("kafka-metrics-count")) {
            return false;
        }
        List<String> recorded = RECORDED_AT_INFO.get(name.group());
        return recorded == null
                || !metric.isMeasurable()
                || metric.config().recordLevel() != RecordingLevel.INFO
                || recorded.stream().anyMatch(name.name()::startsWith);
    }
}

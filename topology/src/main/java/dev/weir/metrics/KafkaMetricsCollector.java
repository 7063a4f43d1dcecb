package dev.weir.metrics;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics of all Kafka clients of the process, one family for each name.
 *
 * <p>Kafka reports the same name with different tags (records consumed of a client, and of each topic of that client);
 * the text format wants one set of label names in a family, so a label that a series lacks is there with an empty value,
 * which to Prometheus is the same as none.
 */
final class KafkaMetricsCollector extends Collector implements Collector.Describable {

    private final Set<KafkaMetricsBridge> bridges = ConcurrentHashMap.newKeySet();

    void add(KafkaMetricsBridge bridge) {
        bridges.add(bridge);
    }

    void remove(KafkaMetricsBridge bridge) {
        bridges.remove(bridge);
    }

    /** Nothing is known before the first client exists; and asking must not read every metric. */
    @Override
    public List<MetricFamilySamples> describe() {
        return List.of();
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, Family> families = new TreeMap<>();
        for (KafkaMetricsBridge bridge : bridges) {
            for (KafkaSeries series : bridge.series()) {
                KafkaSeries.Reading reading = series.read();
                if (reading != null) {
                    families.computeIfAbsent(series.name(), name -> new Family(series, new LinkedHashMap<>()))
                            .add(reading);
                }
            }
        }
        return families.values().stream().map(Family::samples).toList();
    }

    @Override
    public String toString() {
        return "Weir's collector of Kafka's metrics";
    }

    /**
     * @param first the series whose type and help speak for all
     * @param values value by labels; two clients under one client.id would collide here, and one of them is shown
     */
    private record Family(KafkaSeries first, Map<Map<String, String>, Double> values) {

        void add(KafkaSeries.Reading reading) {
            values.put(reading.labels(), reading.value());
        }

        MetricFamilySamples samples() {
            dropOldNamesOfTopics();
            Set<String> allNames = new TreeSet<>();
            values.keySet().forEach(labels -> allNames.addAll(labels.keySet()));
            List<String> names = List.copyOf(allNames);
            List<MetricFamilySamples.Sample> samples = new ArrayList<>(values.size());
            values.forEach((labels, value) -> samples.add(new MetricFamilySamples.Sample(
                    first.name(),
                    names,
                    names.stream().map(name -> labels.getOrDefault(name, "")).toList(),
                    value)));
            return new MetricFamilySamples(first.name(), first.type(), first.help(), samples);
        }

        /**
         * Consumers report a topic with dots in its name twice, the second time with underscores as they did up to Kafka
         * 4.0 (KIP-1109); sums over topics would count both.
         */
        private void dropOldNamesOfTopics() {
            Set<Map<String, String>> oldNames = new HashSet<>();
            for (Map<String, String> labels : values.keySet()) {
                String topic = labels.getOrDefault("topic", "");
                if (topic.indexOf('.') >= 0) {
                    Map<String, String> old = new TreeMap<>(labels);
                    old.put("topic", topic.replace('.', '_'));
                    oldNames.add(old);
                }
            }
            values.keySet().removeAll(oldNames);
        }
    }
}

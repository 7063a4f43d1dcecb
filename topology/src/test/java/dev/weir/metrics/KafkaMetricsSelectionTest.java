package dev.weir.metrics;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of the selection against what this version of Kafka Streams records at each level. */
final class KafkaMetricsSelectionTest {

    @TempDir
    Path directory;

    @Test
    void shouldIncludeWhatIsRecordedAtInfoAndNothingThatIsRecordedAtDebugOnly() {
        Set<String> recordedAtInfo = recorded("INFO", false);
        Set<String> recordedAtDebugOnly = recorded("DEBUG", false);
        recordedAtDebugOnly.removeAll(recordedAtInfo);
        Set<String> included = recorded("INFO", true);

        assertThat(recordedAtInfo).hasSizeGreaterThan(10);
        assertThat(recordedAtDebugOnly).hasSizeGreaterThan(10);
        assertThat(included).containsAll(recordedAtInfo).doesNotContainAnyElementsOf(recordedAtDebugOnly);
    }

    @Test
    void shouldIncludeAllThatIsRecordedAtDebugWhenThatIsTheLevel() {
        assertThat(recorded("DEBUG", true)).containsAll(recorded("DEBUG", false));
    }

    /** The metrics with a value after one record, or those that the selection includes whatever their value. */
    private Set<String> recorded(String level, boolean included) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey()
                .count()
                .toStream()
                .to("out");
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(level).toString());
        properties.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, level);
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties)) {
            var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            input.pipeInput("key", "value");
            return driver.metrics().values().stream()
                    .filter(metric -> included
                            ? KafkaMetricsSelection.includes((KafkaMetric) metric)
                            : metric.metricName().group().startsWith("stream-") && hasValue(metric))
                    .map(metric -> metric.metricName().group() + " "
                            + metric.metricName().name() + " "
                            + withoutThread(metric.metricName().tags()))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static boolean hasValue(Metric metric) {
        return metric.metricValue() instanceof Number number
                && !Double.isNaN(number.doubleValue())
                && number.doubleValue() != 0;
    }

    private static Map<String, String> withoutThread(Map<String, String> tags) {
        Map<String, String> rest = new TreeMap<>(tags);
        rest.remove("thread-id");
        return rest;
    }
}

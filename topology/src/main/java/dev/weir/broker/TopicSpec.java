package dev.weir.broker;

import java.util.Map;

/**
 * A topic that should be there.
 *
 * @param name as Kafka names it
 * @param partitions how many it is made with
 * @param config topic properties that differ from the cluster's
 */
public record TopicSpec(String name, int partitions, Map<String, String> config) {

    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException(name + ": " + partitions + " partitions, at least 1 is needed");
        }
        config = Map.copyOf(config);
    }

    public TopicSpec(String name, int partitions) {
        this(name, partitions, Map.of());
    }
}

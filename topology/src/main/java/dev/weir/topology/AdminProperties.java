package dev.weir.topology;

import dev.weir.config.PipelineConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The properties with which an admin client reaches the cluster of a pipeline. */
final class AdminProperties {

    private AdminProperties() {}

    /** The user's properties that an admin client knows, those with the prefix {@code admin.} on top. */
    static Map<String, Object> of(PipelineConfig pipeline) {
        Map<String, Object> properties = new HashMap<>();
        pipeline.kafka().forEach((key, value) -> {
            if (AdminClientConfig.configNames().contains(key)) {
                properties.put(key, value);
            }
        });
        pipeline.kafka().forEach((key, value) -> {
            if (key.startsWith(StreamsConfig.ADMIN_CLIENT_PREFIX)) {
                properties.put(key.substring(StreamsConfig.ADMIN_CLIENT_PREFIX.length()), value);
            }
        });
        return properties;
    }
}

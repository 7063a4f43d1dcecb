package dev.weir.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration file without a mistake.
 *
 * @param kafka the Kafka properties of all pipelines, in the file's order
 * @param server where the page, the metrics and the health checks are served
 * @param pipelines at least one; their names differ
 */
public record WeirConfig(Map<String, String> kafka, ServerConfig server, List<PipelineConfig> pipelines) {

    public WeirConfig {
        kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
        pipelines = List.copyOf(pipelines);
    }
}

package dev.weir.config;

import dev.weir.filter.PipelineKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One pipeline: from its input topics through its filters to its output topics.
 *
 * @param name lower-case letters, digits and hyphens; part of the {@code application.id}
 * @param filters in the order in which text runs through them; none means that records pass unchanged
 * @param threads how many stream threads, from 1 to 256
 * @param store what keeps the state of open streams; lines have none
 * @param kafka the Kafka properties of this pipeline: the file's common ones with the pipeline's own on top
 */
public record PipelineConfig(
        String name,
        PipelineKind kind,
        Guarantee guarantee,
        InputConfig input,
        List<FilterConfig> filters,
        OutputsConfig outputs,
        int threads,
        StoreChoice store,
        Map<String, String> kafka) {

    public PipelineConfig {
        filters = List.copyOf(filters);
        kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
    }
}

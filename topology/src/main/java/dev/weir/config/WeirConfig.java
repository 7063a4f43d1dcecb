package dev.weir.config;

import dev.weir.batch.GpuMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration file without a mistake.
 *
 * @param kafka the Kafka properties of all pipelines, in the file's order
 * @param server where the page, the metrics and the health checks are served
 * @param gpu whether a graphics card does the heavy work
 * @param pipelines at least one; their names differ
 * @param logFormat how log lines are written
 * @param tests what {@code weir test} runs; their names differ
 */
public record WeirConfig(
        Map<String, String> kafka,
        ServerConfig server,
        GpuMode gpu,
        LogFormat logFormat,
        List<PipelineConfig> pipelines,
        List<TestConfig> tests) {

    public WeirConfig {
        kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
        pipelines = List.copyOf(pipelines);
        tests = List.copyOf(tests);
    }

    /** A configuration without tests, whose log is text. */
    public WeirConfig(Map<String, String> kafka, ServerConfig server, GpuMode gpu, List<PipelineConfig> pipelines) {
        this(kafka, server, gpu, LogFormat.TEXT, pipelines, List.of());
    }
}

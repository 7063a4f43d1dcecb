package dev.weir.bench;

import dev.weir.config.InputConfig;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of a pipeline with a name and output topics of their own, so that no round sees another one's state. */
final class BenchPipelines {

    private BenchPipelines() {}

    static PipelineConfig at(PipelineConfig pipeline, String bootstrap, String input, String suffix, Path state) {
        String name = pipeline.name() + "-" + suffix;
        Map<String, String> kafka = new HashMap<>(pipeline.kafka());
        kafka.put("bootstrap.servers", bootstrap);
        kafka.put("state.dir", state.toString());
        OutputsConfig outputs = pipeline.outputs();
        return new PipelineConfig(
                name,
                pipeline.kind(),
                pipeline.guarantee(),
                new InputConfig(
                        List.of(input),
                        pipeline.input().format(),
                        pipeline.input().idleTimeoutMs(),
                        pipeline.input().maxRecordBytes()),
                pipeline.filters(),
                new OutputsConfig(
                        name + ".clean",
                        suffixed(outputs.thinking(), name, ".thinking"),
                        suffixed(outputs.alerts(), name, ".alerts"),
                        suffixed(outputs.duplicates(), name, ".duplicates"),
                        name + ".dead"),
                pipeline.threads(),
                pipeline.store(),
                kafka);
    }

    /** The same pipeline with another commit interval. */
    static PipelineConfig committing(PipelineConfig pipeline, long everyMs) {
        Map<String, String> kafka = new HashMap<>(pipeline.kafka());
        kafka.put("commit.interval.ms", Long.toString(everyMs));
        return new PipelineConfig(
                pipeline.name(),
                pipeline.kind(),
                pipeline.guarantee(),
                pipeline.input(),
                pipeline.filters(),
                pipeline.outputs(),
                pipeline.threads(),
                pipeline.store(),
                kafka);
    }

    /** The same pipeline with another idle timeout. */
    static PipelineConfig idleAfter(PipelineConfig pipeline, long timeoutMs) {
        InputConfig input = pipeline.input();
        return new PipelineConfig(
                pipeline.name(),
                pipeline.kind(),
                pipeline.guarantee(),
                new InputConfig(input.topics(), input.format(), timeoutMs, input.maxRecordBytes()),
                pipeline.filters(),
                pipeline.outputs(),
                pipeline.threads(),
                pipeline.store(),
                pipeline.kafka());
    }

    private static @Nullable String suffixed(@Nullable String topic, String name, String suffix) {
        return topic == null ? null : name + suffix;
    }
}

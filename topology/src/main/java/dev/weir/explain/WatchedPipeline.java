package dev.weir.explain;

import dev.weir.config.FilterConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.filter.StreamFilterType;
import java.util.ArrayList;
import java.util.List;

/** A pipeline whose filters over text can be watched at work. */
public final class WatchedPipeline {

    private WatchedPipeline() {}

    /** The same pipeline, but that each filter over text is watched by whom {@code watchers} says as it is opened. */
    public static PipelineConfig of(PipelineConfig pipeline, FilterWatcher.Opener watchers) {
        List<FilterConfig> watched = new ArrayList<>();
        for (FilterConfig filter : pipeline.filters()) {
            watched.add(
                    filter.type() instanceof StreamFilterType type
                            ? new FilterConfig(new WatchedFilterType(type, watchers), filter.values(), filter.written())
                            : filter);
        }
        return new PipelineConfig(
                pipeline.name(),
                pipeline.kind(),
                pipeline.guarantee(),
                pipeline.input(),
                watched,
                pipeline.outputs(),
                pipeline.threads(),
                pipeline.store(),
                pipeline.kafka());
    }
}

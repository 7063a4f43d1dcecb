package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.topology.RunningWeir;
import java.util.List;

/** The topics of a configuration. */
final class PipelineTopics {

    private PipelineTopics() {}

    /** Every topic that a pipeline reads or writes, once. */
    static List<String> all(WeirConfig config) {
        return config.pipelines().stream()
                .flatMap(pipeline -> RunningWeir.topics(pipeline).stream())
                .distinct()
                .toList();
    }
}

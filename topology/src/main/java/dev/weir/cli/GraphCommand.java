package dev.weir.cli;

import dev.weir.config.PipelineConfig;
import dev.weir.processor.PipelineMetrics;
import dev.weir.topology.PipelineTopology;
import dev.weir.topology.TopologyGraph;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "graph",
        description = "Prints the topology of the pipelines as Mermaid.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(names = "--dot", description = "As Graphviz dot instead.")
    private boolean dot;

    @Override
    public Integer call() {
        Map<String, Topology> topologies = new LinkedHashMap<>();
        for (PipelineConfig pipeline : ConfigFile.load(config).pipelines()) {
            topologies.put(pipeline.name(), PipelineTopology.build(pipeline, PipelineMetrics.NONE));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(TopologyGraph.draw(topologies, dot ? TopologyGraph.Language.DOT : TopologyGraph.Language.MERMAID));
        out.flush();
        return 0;
    }
}

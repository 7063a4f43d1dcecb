package dev.weir.cli;

import dev.weir.topology.TopologyGraph;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        PrintWriter out = spec.commandLine().getOut();
        out.print(TopologyGraph.draw(
                ConfigFile.load(config).pipelines(),
                dot ? TopologyGraph.Language.DOT : TopologyGraph.Language.MERMAID));
        out.flush();
        return 0;
    }
}

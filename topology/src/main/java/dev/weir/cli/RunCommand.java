package dev.weir.cli;

import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.logging.JsonLogs;
import dev.weir.metrics.WeirMetrics;
import dev.weir.topology.RunningWeir;
import dev.weir.topology.StartSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        description = "Runs the pipelines of a configuration against a cluster, until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

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

    @Option(
            names = "--wait",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "How long to wait for the cluster at the start. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Mixin
    private final LogOptions logs = new LogOptions();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        logs.apply(spec.commandLine());
        WeirConfig weir = ConfigFile.load(config);
        logs.apply(weir, spec.commandLine());
        requireCluster(weir, config, Duration.ofSeconds(waitSeconds));
        // The registration is closed last: the JVM waits for it before it ends.
        try (Interruption interruption = Interruption.register();
                RunningWeir running = RunningWeir.start(weir, new WeirMetrics())) {
            StartSummary summary = running.summary();
            if (JsonLogs.areUsed()) {
                JsonLogs.start(summary.text(), summary.members());
            } else {
                summary.lines().forEach(out::println);
            }
            out.flush();
            return supervise(running, interruption);
        }
    }

    /**
     * Waits for the cluster of a configuration, and sees to it that all topics are there.
     *
     * @param config the file, for messages
     * @throws UserMistake if the file names no cluster, or topics that the cluster does not have
     */
    static void requireCluster(WeirConfig weir, Path config, Duration timeout) {
        for (PipelineConfig pipeline : weir.pipelines()) {
            if (!pipeline.kafka().containsKey("bootstrap.servers")) {
                throw new UserMistake(config + ": kafka.bootstrap.servers is missing; say where the cluster is, such as"
                        + " kafka: { bootstrap.servers: \"localhost:9092\" }");
            }
        }
        SortedSet<String> missing = RunningWeir.missingTopics(weir, timeout);
        if (!missing.isEmpty()) {
            throw new UserMistake("The cluster lacks the " + (missing.size() == 1 ? "topic " : "topics ")
                    + String.join(", ", missing)
                    + ". Create them, or correct their names in " + config
                    + "; Weir does not create the topics that it reads and writes.");
        }
    }

    /** Waits until the process is told to end, or until no pipeline is left that could do anything. */
    private Integer supervise(RunningWeir running, Interruption interruption) throws InterruptedException {
        while (!interruption.await(CHECK_EVERY)) {
            boolean allFailed = running.states().values().stream()
                    .allMatch(state -> state.equals("ERROR") || state.equals("NOT_RUNNING"));
            if (allFailed) {
                spec.commandLine().getErr().println("All pipelines have stopped; the log above says why.");
                return Main.FAILURE;
            }
        }
        return 0;
    }
}

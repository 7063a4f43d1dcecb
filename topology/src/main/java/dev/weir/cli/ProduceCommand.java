package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.demo.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "produce",
        description = {
            "Sends the demo's made-up LLM streams and logs to the input topics of a configuration, on its own cluster,",
            "so that there is something to run on and to watch. Ends on Ctrl-C, or by itself with --seconds."
        },
        mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file; its first pipeline of each kind gets the traffic.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(names = "--seconds", paramLabel = "N", description = "Ends by itself after so many seconds.")
    private @Nullable Integer seconds;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed gives the same traffic. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--wait",
            defaultValue = "15",
            paramLabel = "SECONDS",
            description = "How long to wait for the cluster at the start. Default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Override
    public Integer call() {
        if (seconds != null && seconds < 1) {
            throw new UserMistake("--seconds is a whole number from 1.");
        }
        WeirConfig weir = ConfigFile.load(config);
        Traffic traffic;
        try {
            traffic = new Traffic(weir, seed, spec.commandLine().getOut());
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()));
        }
        RunCommand.requireCluster(weir, config, Duration.ofSeconds(waitSeconds));
        // The registration is closed last: the JVM waits for it before it ends.
        try (Interruption interruption = Interruption.register()) {
            traffic.send(interruption::within, seconds == null ? null : Duration.ofSeconds(seconds));
        }
        return 0;
    }
}

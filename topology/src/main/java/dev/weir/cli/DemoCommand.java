package dev.weir.cli;

import dev.weir.config.WeirConfig;
import dev.weir.demo.Demo;
import dev.weir.demo.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Starts a Kafka broker in this process, runs the example pipelines on made-up LLM streams and logs,",
            "and shows what went in and what came out. Ends on Ctrl-C, or by itself with --seconds."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--seconds", paramLabel = "N", description = "Ends by itself after so many seconds of traffic.")
    private @Nullable Integer seconds;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Runs these pipelines; without it, those of the example weir.yaml.")
    private @Nullable Path config;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed gives the same traffic. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final LogOptions logs = new LogOptions();

    @Override
    public Integer call() {
        if (seconds != null && seconds < 1) {
            throw new UserMistake("--seconds is a whole number from 1.");
        }
        logs.apply(spec.commandLine());
        WeirConfig weir = ConfigFile.load(config == null ? example() : config);
        logs.apply(weir, spec.commandLine());
        Demo demo;
        try {
            demo = new Demo(weir, seed, spec.commandLine().getOut(), style());
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()));
        }
        // The registration is closed last: the JVM waits for it before it ends.
        try (Interruption interruption = Interruption.register()) {
            demo.run(interruption::within, seconds == null ? null : Duration.ofSeconds(seconds));
        }
        return 0;
    }

    /** The launcher says where the checkout is. */
    private static Path example() {
        Path file = Path.of(System.getProperty("weir.home", "."), "weir.yaml");
        if (!Files.exists(file)) {
            throw new UserMistake("There is no " + file + " to run; say which configuration with -c FILE.");
        }
        return file;
    }

    /** The launcher knows whether standard output is a terminal; Java before 22 does not say. */
    private static Style style() {
        boolean terminal = Boolean.getBoolean("weir.terminal") && System.getenv("NO_COLOR") == null;
        return new Style(terminal, Integer.getInteger("weir.columns", 110));
    }
}

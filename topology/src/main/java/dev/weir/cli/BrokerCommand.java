package dev.weir.cli;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.LocalBroker;
import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "broker",
        description = "Runs a local single-node Kafka for development, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class BrokerCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "The port on 127.0.0.1; 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where to keep the data; without it, in a temporary folder that goes when the broker stops.")
    private @Nullable Path data;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Creates the topics of this configuration.")
    private @Nullable Path config;

    @Option(
            names = "--partitions",
            defaultValue = "4",
            description = "Partitions of the topics it creates. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new UserMistake("--port " + port + " is no port; use 1 to " + MAX_PORT + ", or 0 for any free one.");
        }
        if (partitions < 1) {
            throw new UserMistake("--partitions " + partitions + " is too few; a topic has at least one.");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> topics = config == null ? List.of() : PipelineTopics.all(ConfigFile.load(config));
        BrokerOptions options = BrokerOptions.defaults().withPort(port);
        // The registration is closed last: the JVM waits for it before it ends.
        try (Interruption interruption = Interruption.register();
                LocalBroker broker = LocalBroker.start(data == null ? options : options.withDataDirectory(data))) {
            if (!topics.isEmpty()) {
                Topics.create(
                        broker.bootstrapServers(),
                        topics.stream()
                                .map(topic -> new TopicSpec(topic, partitions, Map.of()))
                                .toList());
                out.println("Topics: " + String.join(", ", topics));
            }
            out.println("Kafka listens on " + broker.bootstrapServers() + "; data in " + broker.dataDirectory());
            out.flush();
            interruption.await();
        }
        return 0;
    }
}

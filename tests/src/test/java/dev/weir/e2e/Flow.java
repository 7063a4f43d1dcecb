package dev.weir.e2e;

import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.WeirConfig;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.topology.FilterTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A pipeline under test, as it stands in weir.yaml. What is not said has its default, but for quick commits. */
final class Flow {

    private final Cluster cluster;
    private final String name;
    private final String kind;
    private String input;
    private String guarantee = "at-least-once";
    private String store = "auto";
    private int partitions = 1;
    private final List<String> filters = new ArrayList<>();
    private final List<String> inputOptions = new ArrayList<>();
    private final List<String> kafka = new ArrayList<>(List.of("commit.interval.ms: 100"));

    Flow(Cluster cluster, String name, String kind) {
        this.cluster = cluster;
        this.name = name;
        this.kind = kind;
        this.input = name + ".raw";
    }

    Flow guarantee(String written) {
        guarantee = written;
        return this;
    }

    /** What keeps the state of open streams. */
    Flow store(String written) {
        store = written;
        return this;
    }

    Flow partitions(int count) {
        partitions = count;
        return this;
    }

    /** Adds a filter, such as {@code detect-loops: { on-loop: cut }}. */
    Flow filter(String line) {
        filters.add(line);
        return this;
    }

    /** Adds an option of the input, such as {@code idle-timeout: 500ms}. */
    Flow inputOption(String line) {
        inputOptions.add(line);
        return this;
    }

    /** Sets a Kafka property, such as {@code linger.ms: 0}. */
    Flow kafka(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        kafka.removeIf(earlier -> earlier.startsWith(key));
        kafka.add(line);
        return this;
    }

    /** Reads the input topic of another flow rather than one of its own. */
    Flow reading(Flow other) {
        input = other.input;
        return this;
    }

    Flow createTopics() {
        List<TopicSpec> topics = new ArrayList<>();
        for (String topic : List.of(input, clean(), thinking(), alerts(), duplicates(), dead())) {
            topics.add(new TopicSpec(topic, partitions));
        }
        Topics.create(cluster.bootstrapServers(), topics);
        return this;
    }

    /** Starts the flow in this JVM. */
    WeirApp start(Path stateDir) {
        return WeirApp.start(cluster, stateDir, this);
    }

    String name() {
        return name;
    }

    String input() {
        return input;
    }

    String clean() {
        return name + ".clean";
    }

    String thinking() {
        return name + ".thinking";
    }

    String alerts() {
        return name + ".alerts";
    }

    String duplicates() {
        return name + ".duplicates";
    }

    String dead() {
        return name + ".dead";
    }

    /** The configuration file with some flows. */
    static String yaml(String bootstrapServers, Path stateDir, int port, List<Flow> flows) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("kafka: { bootstrap.servers: \"%s\", state.dir: \"%s\" }\n".formatted(bootstrapServers, stateDir));
        yaml.append("server: { port: %d }\n".formatted(port));
        yaml.append("pipelines:\n");
        for (Flow flow : flows) {
            flow.appendTo(yaml);
        }
        return yaml.toString();
    }

    private void appendTo(StringBuilder yaml) {
        yaml.append("  - name: " + name + "\n");
        yaml.append("    kind: " + kind + "\n");
        yaml.append("    guarantee: " + guarantee + "\n");
        yaml.append("    store: " + store + "\n");
        yaml.append("    input:\n");
        yaml.append("      topics: [" + input + "]\n");
        inputOptions.forEach(line -> yaml.append("      " + line + "\n"));
        yaml.append(filters.isEmpty() ? "    filters: []\n" : "    filters:\n");
        filters.forEach(line -> yaml.append("      - " + line + "\n"));
        yaml.append("    outputs:\n");
        Map<String, String> outputs =
                Map.of("clean", clean(), "thinking", thinking(), "alerts", alerts(), "dead", dead());
        outputs.forEach((output, topic) -> yaml.append("      " + output + ": " + topic + "\n"));
        if (kind.equals("log")) {
            yaml.append("      duplicates: " + duplicates() + "\n");
        }
        yaml.append("    kafka:\n");
        kafka.forEach(line -> yaml.append("      " + line + "\n"));
    }

    /** The configuration as {@code weir run} would read it. */
    static WeirConfig config(String yaml) {
        ConfigReader reader =
                new ConfigReader(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), Map.of());
        if (reader.read("weir.yaml", yaml) instanceof ConfigResult.Valid valid) {
            return valid.config();
        }
        throw new AssertionError(reader.read("weir.yaml", yaml) + "\n" + yaml);
    }
}

package dev.weir.config;

import dev.weir.batch.GpuMode;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a configuration file and finds all its mistakes at once.
 *
 * <p>Values may name environment variables: <code>${NAME}</code>, <code>${NAME:default}</code>, and <code>$${</code> for
 * a literal <code>${</code>. Immutable and thread-safe. Reading takes time and memory linear in the file (at most 1 MiB) with its aliases written out.
 */
public final class ConfigReader {

    static final List<String> KEYS = List.of("kafka", "server", "gpu", "logging", "pipelines", "tests");
    static final List<String> SERVER_KEYS = List.of("host", "port", "show-payloads");
    static final Option HOST = Option.text("host", ServerConfig.DEFAULT.host(), "The name or address to bind to.");
    static final Option PORT =
            Option.integer("port", ServerConfig.DEFAULT.port(), 0, 65_535, "The port; 0 is any free one.");

    static final Option SHOW_PAYLOADS = Option.bool(
            "show-payloads",
            ServerConfig.DEFAULT.showPayloads(),
            "Whether the page and ./weir tap show text of records, not only its length and shape.");
    static final Option GPU = Option.choice(
            "gpu",
            "auto",
            "Whether a graphics card does heavy work: where there is one and it is faster, never, or always.",
            "auto",
            "off",
            "required");

    static final List<String> LOGGING_KEYS = List.of("format");
    static final Option LOG_FORMAT = Option.choice(
            "format",
            LogFormat.TEXT.written(),
            "How log lines are written: text for people, json for what collects them.",
            Arrays.stream(LogFormat.values()).map(LogFormat::written).toArray(String[]::new));

    private final List<FilterType> filters;
    private final Set<String> formats;
    private final Environment environment;

    /**
     * @param filters the filters that a pipeline can name, in the order in which messages list them
     * @param formats the formats that an input can name besides {@code auto}, in the order in which messages list them
     * @param environment the variables that values can name
     */
    public ConfigReader(List<FilterType> filters, Set<String> formats, Map<String, String> environment) {
        this.filters = List.copyOf(filters);
        this.formats = Collections.unmodifiableSet(new LinkedHashSet<>(formats));
        this.environment = new Environment(environment);
    }

    /** Reads a file; a file that is missing or no UTF-8 text is a problem like any other. */
    public ConfigResult read(Path file) {
        Problems problems = new Problems(file.toString());
        String yaml = SourceFile.read(file, problems);
        Path folder = file.toAbsolutePath().getParent();
        return yaml == null
                ? new ConfigResult.Invalid(problems.sorted())
                : read(file.toString(), yaml, folder == null ? file : folder);
    }

    /**
     * Reads YAML; files that it names lie in the working directory.
     *
     * @param name what problems call the source
     */
    public ConfigResult read(String name, String yaml) {
        return read(name, yaml, Path.of(""));
    }

    private ConfigResult read(String name, String yaml, Path folder) {
        Problems problems = new Problems(name);
        Node root = YamlText.compose(name, yaml, problems);
        WeirConfig config = root == null ? null : config(new Value(root, "", problems, environment, folder), problems);
        return config == null || !problems.isEmpty()
                ? new ConfigResult.Invalid(problems.sorted())
                : new ConfigResult.Valid(config);
    }

    private @Nullable WeirConfig config(Value root, Problems problems) {
        Fields fields = root.fields(KEYS);
        if (fields == null) {
            return null;
        }
        Map<String, String> kafka = KafkaProperties.read(fields.get("kafka"));
        ServerConfig server = server(fields.get("server"));
        Value pipelines = fields.require("pipelines", "Weir needs at least one pipeline");
        GpuMode gpu = GpuMode.valueOf(((String) PipelineReader.option(fields, GPU)).toUpperCase(Locale.ROOT));
        LogFormat logFormat = logFormat(fields.get("logging"));
        List<PipelineConfig> read = new PipelineReader(filters, formats, kafka).read(pipelines);
        List<TestConfig> tests = new TestReader(read, problems.isEmpty()).read(fields.get("tests"));
        return new WeirConfig(kafka, server, gpu, logFormat, read, tests);
    }

    private static LogFormat logFormat(@Nullable Value value) {
        Fields fields = value == null ? null : value.fields(LOGGING_KEYS);
        return fields == null
                ? LogFormat.TEXT
                : LogFormat.of((String) PipelineReader.option(fields, LOG_FORMAT))
                        .orElseThrow();
    }

    private static ServerConfig server(@Nullable Value value) {
        Fields fields = value == null ? null : value.fields(SERVER_KEYS);
        if (fields == null) {
            return ServerConfig.DEFAULT;
        }
        String host = (String) PipelineReader.option(fields, HOST);
        Value writtenHost = fields.get("host");
        if (writtenHost != null && host.isBlank()) {
            writtenHost.problem(host, writtenHost.quoted(host) + " is not allowed", "a host name or an address");
        }
        return new ServerConfig(host, Math.toIntExact((Long) PipelineReader.option(fields, PORT)), (Boolean)
                PipelineReader.option(fields, SHOW_PAYLOADS));
    }
}

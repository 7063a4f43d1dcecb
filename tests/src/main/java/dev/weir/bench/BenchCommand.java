package dev.weir.bench;

import dev.weir.bench.dedup.DeduplicateReport;
import dev.weir.bench.dedup.MaskReport;
import dev.weir.bench.dedup.MergeReport;
import dev.weir.bench.engines.EnginesReport;
import dev.weir.bench.json.RepairReport;
import dev.weir.bench.loops.CostReport;
import dev.weir.bench.loops.LoopsOptions;
import dev.weir.bench.loops.LoopsReport;
import dev.weir.bench.match.MatchReport;
import dev.weir.bench.stores.SessionStoreReport;
import dev.weir.bench.thinking.SplitterReport;
import dev.weir.broker.BrokerOptions;
import dev.weir.broker.LocalBroker;
import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import dev.weir.cli.ExtraCommand;
import dev.weir.cli.UserMistake;
import dev.weir.config.ConfigReader;
import dev.weir.config.ConfigResult;
import dev.weir.config.PipelineConfig;
import dev.weir.config.Problem;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.PipelineKind;
import dev.weir.topology.FilterTypes;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures pipelines against a pass-through topology, on the same broker in the same run. */
@Command(
        name = "bench",
        description = {
            "Measures the pipelines of a configuration against a pass-through topology with the same settings,",
            "on a local broker in the same run. Read the ratios; the figures themselves are this machine's."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements ExtraCommand {

    private static final long SEED = 20_261_120;
    private static final int LATENCY_RATE = 1_000;
    private static final int LATENCY_ROUNDS = 4;
    private static final int NOT_HELD = 2;
    private static final String DEFAULT_CONFIG = """
            pipelines:
              - name: llm
                kind: llm
                input: { topics: [llm.raw], format: openai }
                filters: [strip-thinking, detect-loops, repair-json]
                outputs: { clean: llm.clean, thinking: llm.thinking, alerts: llm.alerts, dead: llm.dead }
              - name: logs
                kind: log
                input: { topics: [logs.raw] }
                filters: [deduplicate]
                outputs: { clean: logs.clean, duplicates: logs.duplicates, alerts: logs.alerts, dead: logs.dead }
            """;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description =
                    "Measures the pipelines of this file; without it, the full LLM chain and deduplicate on logs.")
    private @Nullable Path config;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            description = "Only this pipeline.")
    private @Nullable String only;

    @Option(names = "--records", defaultValue = "1000000", description = "Records a round. Default: ${DEFAULT-VALUE}.")
    private int records;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds that count; both contenders run once in each. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "4",
            description = "Rounds before them that do not: Java compiles what runs long. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--latency-seconds",
            defaultValue = "5",
            description =
                    "How long each latency run lasts, at 1,000 records/s; 0 for none. Each contender has four in turn,"
                            + " of which the first is not counted. Default: ${DEFAULT-VALUE}.")
    private int latencySeconds;

    @Option(
            names = "--filter",
            paramLabel = "NAME",
            description =
                    "A filter by itself beside other ways to do its work: strip-thinking, repair-json, match, detect-loops"
                            + " or deduplicate, which with --texts is about quality. Or sessions: what many live streams"
                            + " of the first pipeline put on the changelog. For the last three, exit code 2 says that"
                            + " something does not hold.")
    private @Nullable String filter;

    @Option(
            names = "--stores",
            description =
                    "Session state on Chronicle Map beside RocksDB and the heap, without a broker; exit code 2 says that"
                            + " the first is not fast enough.")
    private boolean stores;

    @Option(
            names = "--engines",
            description =
                    "What a core works out of batches, by stage and engine, without a broker; exit code 2 says that a bar"
                            + " is not held.")
    private boolean engines;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "2",
            description = "How long each figure of a filter, store or engine is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private SessionsOptions sessions = new SessionsOptions();

    @Mixin
    private LoopsOptions loops = new LoopsOptions();

    @Option(names = "--json", description = "One JSON object a pipeline, or for detect-loops.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (records < 1_000 || rounds < 1 || warmUp < 0) {
            throw new UserMistake("bench needs at least --records 1000, --rounds 1 and --warm-up 0.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (stores) {
            return SessionStoreReport.print(out, seconds) ? 0 : NOT_HELD;
        }
        if (engines) {
            return EnginesReport.print(out, seconds, this::progress) ? 0 : NOT_HELD;
        }
        if (filter != null) {
            return measureFilter(filter, out);
        }
        Path state = Files.createTempDirectory("weir-bench-");
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults())) {
            for (PipelineConfig pipeline : pipelines()) {
                if (only == null || only.equals(pipeline.name())) {
                    new BenchReport(pipeline.name(), measure(pipeline, broker.bootstrapServers(), state))
                            .print(out, json);
                    out.flush();
                }
            }
        }
        return 0;
    }

    private int measureFilter(String name, PrintWriter out) throws Exception {
        switch (name) {
            case "strip-thinking" -> SplitterReport.print(out, seconds);
            case "match" -> MatchReport.print(out, seconds);
            case "repair-json" -> RepairReport.print(out, seconds);
            case "deduplicate" -> {
                requireFolders();
                if (loops.cost()) {
                    return MaskReport.print(out, loops.folders(), seconds, this::progress) ? 0 : NOT_HELD;
                }
                if (loops.folders().isEmpty()) {
                    return DeduplicateReport.print(out, seconds, this::progress) ? 0 : NOT_HELD;
                }
                return MergeReport.print(out, loops.folders(), json) ? 0 : NOT_HELD;
            }
            case "detect-loops" -> {
                if (loops.cost()) {
                    CostReport.print(out, seconds);
                    return 0;
                }
                requireFolders();
                return LoopsReport.print(out, loops.settings(), json, this::progress) ? 0 : NOT_HELD;
            }
            case "sessions" -> {
                return WriteBackReport.print(out, pipelines().get(0), sessions, seconds, this::progress) ? 0 : NOT_HELD;
            }
            default ->
                throw new UserMistake("There is no benchmark of a filter '" + name
                        + "'; there are strip-thinking, repair-json, detect-loops, deduplicate, match and sessions.");
        }
        return 0;
    }

    private void requireFolders() {
        for (Path folder : loops.missingFolders()) {
            throw new UserMistake("There is no folder " + folder + "; --texts takes folders with text.");
        }
    }

    private List<PipelineConfig> pipelines() {
        ConfigReader reader =
                new ConfigReader(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), System.getenv());
        ConfigResult result = config == null ? reader.read("bench", DEFAULT_CONFIG) : reader.read(config);
        if (result instanceof ConfigResult.Invalid invalid) {
            throw new UserMistake(invalid.problems().stream()
                    .map(Problem::toText)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return ((ConfigResult.Valid) result).config().pipelines();
    }

    private List<BenchReport.Round> measure(PipelineConfig pipeline, String bootstrap, Path state) throws Exception {
        Supplier<Iterator<Message>> traffic =
                pipeline.kind() == PipelineKind.LLM ? () -> new ChunkTraffic(SEED) : () -> new LogTraffic(SEED);
        String input = pipeline.name() + "-bench.in";
        fill(bootstrap, input, traffic.get());
        List<BenchReport.Round> measured = new ArrayList<>();
        for (int round = 0; round < warmUp + rounds; round++) {
            progress(
                    round < warmUp
                            ? String.format(Locale.ROOT, "%s: warm-up %d of %d", pipeline.name(), round + 1, warmUp)
                            : String.format(
                                    Locale.ROOT, "%s: round %d of %d", pipeline.name(), round - warmUp + 1, rounds));
            PipelineConfig pass = BenchPipelines.at(pipeline, bootstrap, input, "pass" + round, state);
            PipelineConfig weir = BenchPipelines.at(pipeline, bootstrap, input, "weir" + round, state);
            Throughput passThrough = Throughput.measure(Contender.passThrough(pass), records);
            Throughput ours = Throughput.measure(Contender.weir(weir), records);
            if (round >= warmUp) {
                measured.add(new BenchReport.Round(passThrough, ours, null, null));
            }
        }
        for (int round = 0; round < LATENCY_ROUNDS && latencySeconds > 0; round++) {
            progress(String.format(Locale.ROOT, "%s: latency %d of %d", pipeline.name(), round + 1, LATENCY_ROUNDS));
            String slow = pipeline.name() + "-bench.slow" + round;
            PipelineConfig pass = BenchPipelines.at(pipeline, bootstrap, slow + "pass", "slow-pass" + round, state);
            PipelineConfig weir = BenchPipelines.at(pipeline, bootstrap, slow + "weir", "slow-weir" + round, state);
            Latency passThrough = latency(Contender.passThrough(pass), traffic);
            Latency ours = latency(Contender.weir(weir), traffic);
            if (round > 0) {
                measured.add(new BenchReport.Round(null, null, passThrough, ours));
            }
        }
        return measured;
    }

    private Latency latency(Contender contender, Supplier<Iterator<Message>> traffic) throws InterruptedException {
        return Latency.measure(contender, traffic.get(), LATENCY_RATE, latencySeconds);
    }

    private void fill(String bootstrap, String topic, Iterator<Message> traffic) throws Exception {
        progress("filling " + topic + " with " + records + " records");
        Topics.create(bootstrap, List.of(new TopicSpec(topic, 1, Map.of())));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "20", "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                Message message = traffic.next();
                Future<?> sent = producer.send(new ProducerRecord<>(topic, 0, message.key(), message.value()));
                if (i == records - 1) {
                    sent.get(1, TimeUnit.MINUTES);
                }
            }
        }
    }

    private void progress(String what) {
        spec.commandLine().getErr().println("  " + what + " ...");
        spec.commandLine().getErr().flush();
    }
}

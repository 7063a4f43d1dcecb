package dev.weir.demo;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.LocalBroker;
import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import dev.weir.config.OutputsConfig;
import dev.weir.config.PipelineConfig;
import dev.weir.config.ServerConfig;
import dev.weir.config.WeirConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.logging.JsonLogs;
import dev.weir.metrics.WeirMetrics;
import dev.weir.server.ServerException;
import dev.weir.topology.RunningWeir;
import dev.weir.topology.StartSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pipelines of a configuration on a broker of their own, with made-up traffic, and shows what becomes of it.
 *
 * <p>The configuration needs a pipeline of each kind; their first ones are fed.
 */
public final class Demo {

    private static final int PARTITIONS = 4;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(1_500);
    private static final Duration MAX_DRAIN = Duration.ofSeconds(10);
    private static final int SAMPLES_AFTER_TICKS = 12;
    private static final int PLAIN_LINE_EVERY_TICKS = 5;
    /** The scenarios in the order in which they are shown. */
    private static final List<String> SHOWN = List.of(
            "thinking split over chunks",
            "thinking in its own field",
            "answer with damaged JSON",
            "tool call with damaged JSON",
            "runaway loop");

    private final WeirConfig config;
    private final long seed;
    private final PrintWriter out;
    private final Style style;
    private final PipelineConfig llm;
    private final PipelineConfig logs;
    private final Transcripts transcripts = new Transcripts();
    private final Storms storms = new Storms();

    /**
     * @param config what to run; its {@code bootstrap.servers} are replaced by the demo's own broker
     * @param seed the same seed gives the same traffic
     * @throws IllegalArgumentException if the configuration lacks a pipeline of either kind
     */
    public Demo(WeirConfig config, long seed, PrintWriter out, Style style) {
        this.config = config;
        this.seed = seed;
        this.out = out;
        this.style = style;
        this.llm = first(config, PipelineKind.LLM);
        this.logs = first(config, PipelineKind.LOG);
    }

    /** The first pipeline of a kind. */
    static PipelineConfig first(WeirConfig config, PipelineKind kind) {
        return config.pipelines().stream()
                .filter(pipeline -> pipeline.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The demo needs a pipeline of kind "
                        + kind.name().toLowerCase(Locale.ROOT) + ", and the configuration has none."));
    }

    /**
     * Runs until told to end.
     *
     * @param stop waits for at most the time given; returns whether to end now
     * @param limit ends by itself after this long; null for never
     * @throws dev.weir.broker.BrokerException if the broker cannot start
     */
    public void run(Predicate<Duration> stop, @Nullable Duration limit) {
        say("Starting a Kafka broker in this process ...");
        try (LocalBroker broker = LocalBroker.start(BrokerOptions.defaults());
                StateFolder state = StateFolder.create()) {
            WeirConfig here = at(broker.bootstrapServers(), state.path());
            List<String> topics = here.pipelines().stream()
                    .flatMap(pipeline -> RunningWeir.topics(pipeline).stream())
                    .distinct()
                    .toList();
            Topics.create(
                    broker.bootstrapServers(),
                    topics.stream()
                            .map(topic -> new TopicSpec(topic, PARTITIONS, Map.of()))
                            .toList());
            say("Kafka listens on " + style.bold(broker.bootstrapServers()) + " with " + topics.size() + " topics of "
                    + PARTITIONS + " partitions.");
            try (RunningWeir weir = start(here);
                    DemoConsumer consumer = new DemoConsumer(
                            broker.bootstrapServers(),
                            topics.stream().filter(topic -> !isInput(topic)).toList(),
                            llm.outputs().clean(),
                            logs.outputs().clean(),
                            transcripts,
                            storms)) {
                StartSummary summary = weir.summary();
                JsonLogs.start(summary.text(), summary.members());
                summary.lines().forEach(this::say);
                consumer.start();
                watch(broker, consumer, stop, limit);
            }
        }
    }

    private boolean isInput(String topic) {
        return config.pipelines().stream()
                .anyMatch(pipeline -> pipeline.input().topics().contains(topic));
    }

    private void watch(LocalBroker broker, DemoConsumer consumer, Predicate<Duration> stop, @Nullable Duration limit) {
        DemoProducer producer = new DemoProducer(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                llm.input().topics().get(0),
                logs.input().topics().get(0),
                seed,
                transcripts,
                storms);
        boolean sampled = false;
        try (producer) {
            producer.start();
            long ticks = limit == null ? Long.MAX_VALUE : Math.max(1, limit.toSeconds());
            for (long tick = 1; tick <= ticks && !stop.test(TICK); tick++) {
                progress(producer, consumer, tick);
                if (limit == null && tick == SAMPLES_AFTER_TICKS) {
                    endProgress();
                    samples(consumer);
                    sampled = true;
                    say("\nThe demo goes on until Ctrl-C.");
                }
            }
        }
        long deadlineNs = System.nanoTime() + MAX_DRAIN.toNanos();
        while (consumer.quiet().compareTo(QUIET) < 0
                && System.nanoTime() < deadlineNs
                && !stop.test(Duration.ofMillis(50))) {
            progress(producer, consumer, 0);
        }
        endProgress();
        if (!sampled) {
            samples(consumer);
        }
        totals(producer, consumer);
    }

    /** With the demo's broker, its state in a folder that goes with it. */
    private WeirConfig at(String bootstrapServers, Path state) {
        List<PipelineConfig> pipelines = config.pipelines().stream()
                .map(pipeline -> {
                    Map<String, String> kafka = new HashMap<>(pipeline.kafka());
                    kafka.put("bootstrap.servers", bootstrapServers);
                    kafka.put("state.dir", state.toString());
                    return new PipelineConfig(
                            pipeline.name(),
                            pipeline.kind(),
                            pipeline.guarantee(),
                            pipeline.input(),
                            pipeline.filters(),
                            pipeline.outputs(),
                            pipeline.threads(),
                            pipeline.store(),
                            kafka);
                })
                .toList();
        // The traffic is made up, so whoever sees the page may read it.
        ServerConfig server =
                new ServerConfig(config.server().host(), config.server().port(), true);
        return new WeirConfig(Map.of(), server, config.gpu(), pipelines);
    }

    /** If the configured port is taken, any other will do for a demo. */
    private RunningWeir start(WeirConfig here) {
        try {
            return RunningWeir.start(here, new WeirMetrics());
        } catch (ServerException e) {
            say(e.getMessage() + " The demo takes another one.");
            ServerConfig anyPort =
                    new ServerConfig(here.server().host(), 0, here.server().showPayloads());
            return RunningWeir.start(
                    new WeirConfig(here.kafka(), anyPort, here.gpu(), here.pipelines()), new WeirMetrics());
        }
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }

    private void progress(DemoProducer producer, DemoConsumer consumer, long tick) {
        String line = String.format(
                Locale.ROOT,
                "%s chunks %,d -> %,d clean, %,d thinking, %,d repaired, %,d alerts | log lines %,d -> %,d | dead %,d",
                tick == 0 ? "   ... " : String.format(Locale.ROOT, "%4d s ", tick),
                producer.chunks(),
                consumer.count(llm.outputs().clean()),
                consumer.count(llm.outputs().thinking()),
                consumer.flagged("json-repaired"),
                consumer.count(llm.outputs().alerts()),
                producer.lines(),
                consumer.count(logs.outputs().clean()),
                consumer.count(llm.outputs().dead())
                        + consumer.count(logs.outputs().dead()));
        if (style.coloured()) {
            out.print("\r\u001b[2K" + line.substring(0, Math.min(line.length(), style.columns() - 1)));
        } else if (tick > 0 && (tick % PLAIN_LINE_EVERY_TICKS == 0 || tick == 1)) {
            out.println(line);
        }
        out.flush();
    }

    private void endProgress() {
        if (style.coloured()) {
            out.println();
        }
    }

    private void samples(DemoConsumer consumer) {
        SideBySide columns = new SideBySide(style);
        Map<String, Transcripts.Pair> complete = transcripts.complete();
        for (String scenario : SHOWN) {
            Transcripts.Pair pair = complete.get(scenario);
            if (pair != null) {
                out.print(columns.set(
                        scenario, pair.before().shown(), pair.after().shown()));
            }
        }
        String storm = storms.shown(columns);
        out.print(storm == null ? "" : storm);
        sample("last summary of duplicates", consumer.sample(logs.outputs().duplicates()));
        out.flush();
    }

    private void sample(String heading, @Nullable String value) {
        if (value != null) {
            out.println("\n" + style.bold(heading) + "\n  " + value);
        }
    }

    private void totals(DemoProducer producer, DemoConsumer consumer) {
        OutputsConfig responses = llm.outputs();
        OutputsConfig lines = logs.outputs();
        out.println("\n" + style.bold("totals"));
        total("chunks of responses in", producer.chunks());
        total("  clean", consumer.count(responses.clean()));
        total("  of these with JSON repaired", consumer.flagged("json-repaired"));
        total("  thinking, moved to " + responses.thinking(), consumer.count(responses.thinking()));
        total("  alerts", consumer.count(responses.alerts()));
        total("  dead letters", consumer.count(responses.dead()));
        total("log lines in", producer.lines());
        total("  clean", consumer.count(lines.clean()));
        total("  repeats held back", producer.lines() - consumer.count(lines.clean()) - consumer.count(lines.dead()));
        total("  summaries of repeats", consumer.count(lines.duplicates()));
        out.flush();
    }

    private void total(String what, long count) {
        out.printf(Locale.ROOT, "  %-44s %,10d%n", what, count);
    }

    /** A temporary folder for the state stores. */
    private record StateFolder(Path path) implements AutoCloseable {

        static StateFolder create() {
            try {
                return new StateFolder(Files.createTempDirectory("weir-demo-"));
            } catch (IOException e) {
                throw new UncheckedIOException("No temporary folder can be made for the state", e);
            }
        }

        @Override
        public void close() {
            try (var files = Files.walk(path)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                // A leftover in the temporary folder is no reason to fail.
            }
        }
    }
}

package dev.weir.demo;

import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.filter.PipelineKind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** The demo's made-up traffic for pipelines that run elsewhere, on a cluster of the user's. */
public final class Traffic {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int LINE_EVERY_TICKS = 30;

    private final PipelineConfig llm;
    private final PipelineConfig logs;
    private final long seed;
    private final PrintWriter out;

    /**
     * @param config its first pipelines of either kind get the traffic
     * @param seed the same seed gives the same traffic
     * @throws IllegalArgumentException if the configuration lacks a pipeline of either kind
     */
    public Traffic(WeirConfig config, long seed, PrintWriter out) {
        this.llm = Demo.first(config, PipelineKind.LLM);
        this.logs = Demo.first(config, PipelineKind.LOG);
        this.seed = seed;
        this.out = out;
    }

    /**
     * Sends until told to end. Topics are taken to exist.
     *
     * @param stop waits for at most the time given; returns whether to end now
     * @param limit ends by itself after this long; null for never
     */
    public void send(Predicate<Duration> stop, @Nullable Duration limit) {
        String chunkTopic = llm.input().topics().get(0);
        String lineTopic = logs.input().topics().get(0);
        DemoProducer producer =
                new DemoProducer(client(llm), chunkTopic, lineTopic, seed, new Transcripts(), new Storms());
        try (producer) {
            producer.start();
            out.println("Sending to " + chunkTopic + " and " + lineTopic + " ..");
            out.flush();
            long ticks = limit == null ? Long.MAX_VALUE : Math.max(1, limit.toSeconds());
            for (long tick = 1; tick <= ticks && !stop.test(TICK); tick++) {
                if (tick % LINE_EVERY_TICKS == 0) {
                    sent(producer);
                }
            }
        }
        sent(producer);
    }

    private void sent(DemoProducer producer) {
        out.printf(Locale.ROOT, "sent %,d chunks of responses, %,d log lines%n", producer.chunks(), producer.lines());
        out.flush();
    }

    /** The user's properties that a producer knows, those with the prefix {@code producer.} on top. */
    private static Map<String, Object> client(PipelineConfig pipeline) {
        Map<String, Object> properties = new HashMap<>();
        pipeline.kafka().forEach((key, value) -> {
            if (ProducerConfig.configNames().contains(key)) {
                properties.put(key, value);
            }
        });
        pipeline.kafka().forEach((key, value) -> {
            if (key.startsWith(StreamsConfig.PRODUCER_PREFIX)) {
                properties.put(key.substring(StreamsConfig.PRODUCER_PREFIX.length()), value);
            }
        });
        return properties;
    }
}

package dev.weir.topology;

import dev.weir.config.Guarantee;
import dev.weir.config.PipelineConfig;
import dev.weir.processor.Lookahead;
import dev.weir.processor.LookaheadInterceptor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka Streams properties of a pipeline: what its kind and guarantee ask for, with the user's own on top.
 *
 * <p>For {@code llm} latency counts: records are sent at once, and under exactly-once a commit every 100 ms bounds the
 * wait of a read_committed consumer, and keeps what the changelog of sessions takes in bounds (docs/stores.md). For {@code log} throughput counts: batches fill for up to 100 ms.
 */
public final class StreamsSettings {

    private static final int BATCH_BYTES = 128 * 1024;
    private static final int MAX_POLL_RECORDS = 5_000;
    private static final int BUFFERED_RECORDS = 10_000;
    private static final int MIN_REQUEST_BYTES = 16 << 20;
    private static final int LLM_SESSION_TIMEOUT_MS = 10_000;

    /** What Kafka 5.0 will do anyway, and 4.3 warns of where it is not said; its constant is deprecated already. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private StreamsSettings() {}

    /** The properties of a pipeline; a property that the user set wins. */
    public static Map<String, Object> of(PipelineConfig pipeline) {
        boolean exactlyOnce = pipeline.guarantee() == Guarantee.EXACTLY_ONCE;
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, defaultStateDirectory().toString());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(GLOBAL_HANDLER, true);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MAX_POLL_RECORDS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        // A record may grow by repairs and escapes; what the topic takes is the broker's to say.
        long request = Math.max(MIN_REQUEST_BYTES, 2L * pipeline.input().maxRecordBytes());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), (int)
                Math.min(Integer.MAX_VALUE, request));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), Math.max(64L << 20, 2 * request));
        switch (pipeline.kind()) {
            case LLM -> forLatency(properties, exactlyOnce);
            case LOG -> forThroughput(properties, exactlyOnce);
        }
        properties.keySet().removeIf(name -> isSetMoreBroadly(name, pipeline.kafka()));
        properties.putAll(pipeline.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(pipeline.name()));
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, pipeline.threads());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                pipeline.outputs().dead());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessing.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProduction.class);
        return properties;
    }

    /** Whether the user set a property of ours for more clients: Kafka would prefer ours, which names its client. */
    private static boolean isSetMoreBroadly(String name, Map<String, String> users) {
        if (name.startsWith(StreamsConfig.PRODUCER_PREFIX)) {
            return users.containsKey(name.substring(StreamsConfig.PRODUCER_PREFIX.length()));
        }
        if (name.startsWith(StreamsConfig.MAIN_CONSUMER_PREFIX)) {
            String broad = name.substring(StreamsConfig.MAIN_CONSUMER_PREFIX.length());
            return users.containsKey(broad) || users.containsKey(StreamsConfig.CONSUMER_PREFIX + broad);
        }
        return false;
    }

    /** The {@code application.id} of a pipeline, which is also its consumer group. */
    public static String applicationId(String pipeline) {
        return "weir-" + pipeline;
    }

    private static void forLatency(Map<String, Object> properties, boolean exactlyOnce) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // Bounds how long a punctuator waits when few records come.
        properties.put(StreamsConfig.POLL_MS_CONFIG, 20);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, exactlyOnce ? 100 : 1_000);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), LLM_SESSION_TIMEOUT_MS);
    }

    private static void forThroughput(Map<String, Object> properties, boolean exactlyOnce) {
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, exactlyOnce ? 100 : 1_000);
    }

    /** Not the temporary folder, which systems clean: losing state costs a restore from the changelog. */
    private static Path defaultStateDirectory() {
        String configured = System.getenv("XDG_STATE_HOME");
        Path home = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(configured);
        return home.resolve("weir");
    }

    /** Has consumers look ahead, after what interceptors the user has. */
    static void lookAhead(Map<String, Object> properties, List<Lookahead> lookaheads) {
        String key = StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
        Object own = properties.get(key);
        String before = own == null || own.toString().isBlank() ? "" : own + ",";
        properties.put(key, before + LookaheadInterceptor.class.getName());
        properties.put(StreamsConfig.mainConsumerPrefix(LookaheadInterceptor.SOURCE), lookaheads);
    }
}

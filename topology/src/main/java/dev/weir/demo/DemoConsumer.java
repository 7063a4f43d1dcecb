package dev.weir.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads every output topic as users would, committed records only, and counts. Runs in a thread of its own. */
final class DemoConsumer implements AutoCloseable {

    private static final Pattern ALERT_STREAM = Pattern.compile("\"stream\":\"([^\"#]*)");
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String chunkTopic;
    private final String lineTopic;
    private final Transcripts transcripts;
    private final Storms storms;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> flags = new ConcurrentHashMap<>();
    private final Map<String, String> samples = new ConcurrentHashMap<>();
    private final AtomicLong lastRecordNs = new AtomicLong(System.nanoTime());
    private final Thread thread;
    private volatile boolean stopped;

    DemoConsumer(
            String bootstrapServers,
            Collection<String> topics,
            String chunkTopic,
            String lineTopic,
            Transcripts transcripts,
            Storms storms) {
        this.chunkTopic = chunkTopic;
        this.lineTopic = lineTopic;
        this.transcripts = transcripts;
        this.storms = storms;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "enable.auto.commit",
                        "false",
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread = new Thread(this::run, "demo-consumer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopped) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                lastRecordNs.set(System.nanoTime());
                note(record);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        count(counts, record.topic());
        if (record.value() == null) {
            return;
        }
        String flagged = header(record, "weir-flags");
        if (flagged != null) {
            Arrays.stream(flagged.split(",", -1)).forEach(flag -> count(flags, flag));
        }
        if (record.topic().equals(chunkTopic)) {
            transcripts.after(record.value());
        } else if (record.topic().equals(lineTopic)) {
            String storm = header(record, DemoProducer.STORM_HEADER);
            if (storm != null) {
                storms.after(storm, record.value());
            }
        } else {
            String sample = new String(record.value(), UTF_8);
            samples.put(record.topic(), sample);
            Matcher stream = ALERT_STREAM.matcher(sample);
            if (stream.find()) {
                transcripts.alert(stream.group(1), sample);
            }
        }
    }

    private static void count(Map<String, AtomicLong> counts, String name) {
        counts.computeIfAbsent(name, unused -> new AtomicLong()).incrementAndGet();
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** How many records a topic had so far. */
    long count(@Nullable String topic) {
        AtomicLong count = topic == null ? null : counts.get(topic);
        return count == null ? 0 : count.get();
    }

    /** How many clean records had a flag so far. */
    long flagged(String flag) {
        AtomicLong count = flags.get(flag);
        return count == null ? 0 : count.get();
    }

    /** The last value of a topic; null if it had none. */
    @Nullable
    String sample(@Nullable String topic) {
        return topic == null ? null : samples.get(topic);
    }

    /** How long ago the last record came. */
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastRecordNs.get());
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}

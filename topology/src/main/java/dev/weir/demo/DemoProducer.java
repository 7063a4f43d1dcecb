package dev.weir.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the made-up traffic at the pace of its timestamps, from several generators at once, and now and then a record that
 * is broken. Runs in a thread of its own until it is stopped.
 */
final class DemoProducer implements AutoCloseable {

    private static final int STREAM_GENERATORS = 6;
    private static final int LOG_GENERATORS = 6;
    private static final int POISON_EVERY = 700;
    private static final byte[] POISON =
            "{\"id\":\"chatcmpl-cut\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"cut off in the mid"
                    .getBytes(UTF_8);

    /** On log lines: which storm they belong to, so that the demo finds them again on the clean topic. */
    static final String STORM_HEADER = "demo-storm";

    private record Source(String topic, Iterator<DemoRecord> records, String keySuffix) {}

    private static final class Due {
        final Source source;
        DemoRecord record;

        Due(Source source) {
            this.source = source;
            this.record = source.records.next();
        }
    }

    private final Transcripts transcripts;
    private final Storms storms;
    private final List<Due> due = new ArrayList<>();
    private final AtomicLong chunks = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final KafkaProducer<byte[], byte[]> producer;
    private final String chunkTopic;
    private final Thread thread;
    private volatile boolean stopped;

    /** @param client the properties with which a producer reaches the cluster */
    DemoProducer(
            Map<String, Object> client,
            String chunkTopic,
            String lineTopic,
            long seed,
            Transcripts transcripts,
            Storms storms) {
        this.transcripts = transcripts;
        this.storms = storms;
        this.chunkTopic = chunkTopic;
        long now = System.currentTimeMillis();
        for (int i = 0; i < STREAM_GENERATORS; i++) {
            due.add(new Due(new Source(chunkTopic, new DemoStreams(seed + i, now), "-" + (char) ('a' + i))));
        }
        for (int i = 0; i < LOG_GENERATORS; i++) {
            due.add(new Due(new Source(lineTopic, new DemoLogs(seed + i, now), "")));
        }
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("linger.ms", "0");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        thread = new Thread(this::run, "demo-producer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopped) {
            long now = System.currentTimeMillis();
            for (Due next : due) {
                while (next.record.timestampMs() <= now && !stopped) {
                    send(next);
                    next.record = next.source.records.next();
                }
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(Due next) {
        DemoRecord record = next.record;
        boolean chunk = next.source.topic.equals(chunkTopic);
        byte[] key = (new String(record.key(), UTF_8) + next.source.keySuffix).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(next.source.topic, null, record.timestampMs(), key, record.value());
        record.headers().forEach((name, value) -> out.headers().add(name, value.getBytes(UTF_8)));
        bytes.addAndGet(record.value().length);
        if (chunk) {
            transcripts.before(record.value(), record.scenario());
            if (chunks.incrementAndGet() % POISON_EVERY == 0) {
                Future<?> unused = producer.send(new ProducerRecord<>(chunkTopic, key, POISON));
            }
        } else {
            lines.incrementAndGet();
            if (record.streamId().contains("-storm-")) {
                String storm = record.streamId() + "-" + due.indexOf(next);
                storms.before(storm, record.value());
                out.headers().add(STORM_HEADER, storm.getBytes(UTF_8));
            }
        }
        Future<?> unused = producer.send(out);
    }

    /** How many chunks of responses were sent. */
    long chunks() {
        return chunks.get();
    }

    /** How many log lines were sent. */
    long lines() {
        return lines.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** Stops sending; returns when all that was sent has arrived. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}

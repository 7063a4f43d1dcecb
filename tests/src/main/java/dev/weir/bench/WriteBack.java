package dev.weir.bench;

import dev.weir.config.PipelineConfig;
import dev.weir.topology.StreamsSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a pipeline with many live streams puts on the changelog of its sessions.
 *
 * @param seconds how long it was watched
 * @param recordsPerSecond how many records were processed
 * @param commits how many commits wrote anything
 * @param bytes keys and values on the changelog
 * @param snapshots how many sessions of live streams were written
 * @param snapshotBytes the size of all of them together, without their keys
 * @param largestBytes the size of the largest
 * @param cpuMicros CPU time of the stream thread for each record, in microseconds
 */
record WriteBack(
        double seconds,
        double recordsPerSecond,
        int commits,
        long bytes,
        long snapshots,
        long snapshotBytes,
        long largestBytes,
        double cpuMicros) {

    private static final double WARM_UP_SHARE = 0.4;
    /** The mark of a stream that ended has a version, a status and an offset: no snapshot is as short. */
    private static final int MARK_BYTES = 12;

    /** Runs the pipeline at a steady rate; what counts is the time after the warm-up. */
    static WriteBack measure(PipelineConfig pipeline, ChunkTraffic traffic, int recordsPerSecond, int seconds)
            throws InterruptedException {
        Contender contender = Contender.weir(pipeline);
        String bootstrap = String.valueOf(pipeline.kafka().get("bootstrap.servers"));
        TopicPartition changelog =
                new TopicPartition(StreamsSettings.applicationId(pipeline.name()) + "-sessions-changelog", 0);
        AtomicBoolean end = new AtomicBoolean();
        String input = pipeline.input().topics().get(0);
        Thread producer = new Thread(() -> send(bootstrap, input, traffic, recordsPerSecond, end), "chunks");
        try (Running running = Running.start(contender);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(changelog));
            consumer.seekToBeginning(List.of(changelog));
            producer.start();
            long startedNs = System.nanoTime();
            poll(consumer, running, startedNs + (long) (seconds * WARM_UP_SHARE * 1e9), new Tally());
            long before = contender.processed();
            long watchedNs = System.nanoTime();
            long cpuNs = Throughput.streamThreadCpuNs();
            Tally tally = new Tally();
            poll(consumer, running, startedNs + seconds * 1_000_000_000L, tally);
            double processed = contender.processed() - before;
            cpuNs = Throughput.streamThreadCpuNs() - cpuNs;
            double watched = (System.nanoTime() - watchedNs) * 1e-9;
            return new WriteBack(
                    watched,
                    processed / watched,
                    tally.commits.size(),
                    tally.bytes,
                    tally.snapshots,
                    tally.snapshotBytes,
                    tally.largest,
                    cpuNs / processed / 1e3);
        } finally {
            end.set(true);
            producer.join();
        }
    }

    private static final class Tally {
        /** What one commit writes has one timestamp, that of the last record before it. */
        final Set<Long> commits = new HashSet<>();

        long bytes;
        long snapshots;
        long snapshotBytes;
        long largest;

        void add(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = record.value();
            int length = value == null ? 0 : value.length;
            bytes += record.key().length + length;
            commits.add(record.timestamp());
            if (length > MARK_BYTES) {
                snapshots++;
                snapshotBytes += length;
                largest = Math.max(largest, length);
            }
        }
    }

    private static void poll(KafkaConsumer<byte[], byte[]> changelog, Running running, long untilNs, Tally tally) {
        while (System.nanoTime() - untilNs < 0 && running.isRunning()) {
            changelog.poll(Duration.ofMillis(100)).forEach(tally::add);
        }
    }

    private static void send(
            String bootstrap, String topic, ChunkTraffic traffic, int recordsPerSecond, AtomicBoolean end) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "5", "batch.size", "262144"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long startedNs = System.nanoTime();
            for (long i = 0; !end.get(); i++) {
                long dueNs = startedNs + i * 1_000_000_000L / recordsPerSecond;
                for (long now = System.nanoTime(); now < dueNs; now = System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - now);
                }
                Message message = traffic.next();
                Future<?> unused = producer.send(new ProducerRecord<>(topic, 0, message.key(), message.value()));
            }
        }
    }
}

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
 * @param recordsPerSecond how many records were processed
 * @param commits how many commits wrote anything
 * @param bytesPerSecond keys and values on the changelog
 * @param snapshots how many sessions were written
 * @param snapshotBytes the size of all of them together, without their keys
 * @param largestBytes the size of the largest
 * @param cpuMicros CPU time of the stream thread for each record, in microseconds
 */
record WriteBack(
        double recordsPerSecond,
        int commits,
        double bytesPerSecond,
        long snapshots,
        long snapshotBytes,
        long largestBytes,
        double cpuMicros) {

    private static final double WARM_UP_SHARE = 0.4;

    /** Runs the pipeline at a steady rate; what counts is the time after the warm-up. */
    static WriteBack measure(PipelineConfig pipeline, ChunkTraffic traffic, int recordsPerSecond, int seconds)
            throws InterruptedException {
        Contender contender = Contender.weir(pipeline);
        String bootstrap = String.valueOf(pipeline.kafka().get("bootstrap.servers"));
        TopicPartition changelog =
                new TopicPartition(StreamsSettings.applicationId(pipeline.name()) + "-sessions-changelog", 0);
        AtomicBoolean end = new AtomicBoolean();
        Thread producer =
                new Thread(() -> send(bootstrap, pipeline.input().topics().get(0), traffic, recordsPerSecond, end));
        try (Running running = Running.start(contender);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(changelog));
            consumer.seekToBeginning(List.of(changelog));
            producer.start();
            long warmUpNs = (long) (seconds * WARM_UP_SHARE * 1e9);
            long startedNs = System.nanoTime();
            while (System.nanoTime() - startedNs < warmUpNs) {
                consumer.poll(Duration.ofMillis(100));
            }
            long before = contender.processed();
            double elapsedNs = -System.nanoTime();
            long cpuNs = -Throughput.streamThreadCpuNs();
            long bytes = 0;
            long snapshots = 0;
            long snapshotBytes = 0;
            long largest = 0;
            Set<Long> commits = new HashSet<>();
            while (System.nanoTime() - startedNs < seconds * 1_000_000_000L && running.isRunning()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    byte[] value = record.value();
                    bytes += record.key().length + (value == null ? 0 : value.length);
                    commits.add(record.timestamp());
                    if (value != null) {
                        snapshots++;
                        snapshotBytes += value.length;
                        largest = Math.max(largest, value.length);
                    }
                }
            }
            double processed = contender.processed() - before;
            cpuNs += Throughput.streamThreadCpuNs();
            elapsedNs += System.nanoTime();
            return new WriteBack(
                    processed / elapsedNs * 1e9,
                    commits.size(),
                    bytes / elapsedNs * 1e9,
                    snapshots,
                    snapshotBytes,
                    largest,
                    cpuNs / processed / 1e3);
        } finally {
            end.set(true);
            producer.join();
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

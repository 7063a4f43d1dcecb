package dev.weir.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long records take from a producer through a contender to a consumer of its clean topic, at a steady rate.
 *
 * @param p50Ms half take no longer, in milliseconds
 * @param p99Ms 99 of 100 take no longer, in milliseconds
 */
record Latency(double p50Ms, double p99Ms) {

    private static final String SENT_HEADER = "bench-sent";
    private static final double WARM_UP_SHARE = 0.4;

    static Latency measure(Contender contender, Iterator<Message> traffic, int recordsPerSecond, int seconds)
            throws InterruptedException {
        String bootstrap = String.valueOf(contender.pipeline().kafka().get("bootstrap.servers"));
        String input = contender.pipeline().input().topics().get(0);
        int records = recordsPerSecond * seconds;
        try (Running running = Running.start(contender);
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition clean =
                    new TopicPartition(contender.pipeline().outputs().clean(), 0);
            consumer.assign(List.of(clean));
            consumer.seekToBeginning(List.of(clean));
            AtomicBoolean allSent = new AtomicBoolean();
            Thread producer = new Thread(() -> {
                send(bootstrap, input, traffic, records, recordsPerSecond);
                allSent.set(true);
            });
            producer.start();
            long[] latenciesNs = new long[records];
            int count = 0;
            int quietPolls = 0;
            while (quietPolls < 5 && running.isRunning()) {
                boolean any = false;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Header sent = record.headers().lastHeader(SENT_HEADER);
                    if (sent != null) {
                        latenciesNs[count++] = System.nanoTime()
                                - ByteBuffer.wrap(sent.value()).getLong();
                    }
                    any = true;
                }
                quietPolls = allSent.get() && !any ? quietPolls + 1 : 0;
            }
            producer.join();
            long[] steady = Arrays.copyOfRange(latenciesNs, (int) (count * WARM_UP_SHARE), count);
            Arrays.sort(steady);
            return new Latency(percentileMs(steady, 0.5), percentileMs(steady, 0.99));
        }
    }

    private static double percentileMs(long[] sortedNs, double share) {
        return sortedNs.length == 0 ? Double.NaN : sortedNs[(int) (sortedNs.length * share)] / 1e6;
    }

    private static void send(
            String bootstrap, String topic, Iterator<Message> traffic, int records, int recordsPerSecond) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long startedNs = System.nanoTime();
            for (int i = 0; i < records; i++) {
                long dueNs = startedNs + i * 1_000_000_000L / recordsPerSecond;
                for (long now = System.nanoTime(); now < dueNs; now = System.nanoTime()) {
                    LockSupport.parkNanos(dueNs - now);
                }
                Message message = traffic.next();
                byte[] sent = ByteBuffer.allocate(Long.BYTES)
                        .putLong(System.nanoTime())
                        .array();
                Future<?> unused = producer.send(new ProducerRecord<>(
                        topic, 0, message.key(), message.value(), List.of(new RecordHeader(SENT_HEADER, sent))));
            }
        }
    }
}

package dev.weir.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.config.PipelineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a restart with many stored streams takes, and what others notice when all of them go idle at once: a probe stream sends a
 * chunk every few milliseconds meanwhile.
 */
final class StoredStreams implements AutoCloseable {

    private static final long SEED = 20_261_121;
    private static final long IDLE_MS = 8_000;
    private static final long PROBE_EVERY_MS = 10;
    private static final double MOST_PAUSE_MS = 500;
    private static final double MOST_PAUSE_P99_MS = 100;
    private static final long DEADLINE_NS = 240_000_000_000L;
    private static final String PROBE = "probe";

    private final PipelineConfig pipeline;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> clean;

    private StoredStreams(PipelineConfig pipeline) {
        this.pipeline = pipeline;
        Map<String, Object> cluster =
                Map.of("bootstrap.servers", String.valueOf(pipeline.kafka().get("bootstrap.servers")));
        producer = new KafkaProducer<>(cluster, new ByteArraySerializer(), new ByteArraySerializer());
        clean = new KafkaConsumer<>(cluster, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Prints the figures; returns whether the probe never waited longer than it may. */
    static boolean print(PrintWriter out, PipelineConfig pipeline, int streams, Path state)
            throws InterruptedException {
        try (StoredStreams bench = new StoredStreams(pipeline)) {
            return bench.print(out, streams, state);
        }
    }

    private boolean print(PrintWriter out, int streams, Path state) throws InterruptedException {
        Contender first = Contender.weir(BenchPipelines.idleAfter(pipeline, 3_600_000));
        // The first start of a process loads classes, and Chronicle Map compiles some.
        Running.start(first).stop();
        long heapBefore = heapBytes();
        long startedNs = System.nanoTime();
        Running life = Running.start(first);
        double emptyMs = (System.nanoTime() - startedNs) / 1e6;
        long heapEmpty = heapBytes() - heapBefore;
        ChunkTraffic traffic = ChunkTraffic.underWay(SEED, streams, 2);
        for (int i = 0; i < streams; i++) {
            send(traffic.next());
        }
        producer.flush();
        life.awaitProcessed(streams);
        life.stop();
        out.printf(
                Locale.ROOT,
                "%,d streams stored: files of %,d MB in the folder, %,d MB of it used on disk%n",
                streams,
                bytes(state) >> 20,
                usedBytes(state) >> 20);

        heapBefore = heapBytes();
        Contender second = Contender.weir(BenchPipelines.idleAfter(pipeline, IDLE_MS));
        startedNs = System.nanoTime();
        try (Running again = Running.start(second)) {
            double fullMs = (System.nanoTime() - startedNs) / 1e6;
            long open = second.open();
            long heapFull = heapBytes() - heapBefore;
            out.printf(
                    Locale.ROOT,
                    "start: %,.0f ms with them, %,.0f ms with none; %,d streams open, asleep with %,d MB of heap, %,d bytes"
                            + " each%n",
                    fullMs,
                    emptyMs,
                    open,
                    heapFull >> 20,
                    (heapFull - heapEmpty) / Math.max(1, open));
            out.flush();
            Probe probe = probe(again, second, startedNs);
            // The probe itself stays open.
            long ended = open + 1 - second.open();
            out.printf(
                    Locale.ROOT,
                    "their end: %,d of them ended in %.1f s; a probe waited %.0f ms before and %.0f ms meanwhile at most (%.0f"
                            + " wanted), 99 of 100 %.0f and %.0f ms (%.0f wanted)%n",
                    ended,
                    probe.seconds,
                    max(probe.before),
                    max(probe.during),
                    MOST_PAUSE_MS,
                    percentile(probe.before, 0.99),
                    percentile(probe.during, 0.99),
                    MOST_PAUSE_P99_MS);
            out.flush();
            return open >= streams
                    && ended >= streams
                    && max(probe.during) <= MOST_PAUSE_MS
                    && percentile(probe.during, 0.99) <= MOST_PAUSE_P99_MS;
        }
    }

    /** How long the probe waited while all streams were open, and while they ended, in milliseconds. */
    private static final class Probe {
        final List<Double> before = new ArrayList<>();
        final List<Double> during = new ArrayList<>();
        double seconds;
    }

    private Probe probe(Running running, Contender contender, long startedNs) throws InterruptedException {
        TopicPartition output = new TopicPartition(pipeline.outputs().clean(), 0);
        clean.assign(List.of(output));
        clean.seekToEnd(List.of(output));
        clean.position(output);
        Probe probe = new Probe();
        long opened = contender.open();
        long endBeganNs = 0;
        long deadlineNs = startedNs + DEADLINE_NS;
        while (contender.open() > 1 && System.nanoTime() < deadlineNs && running.isRunning()) {
            long sentNs = System.nanoTime();
            send(probeChunk());
            awaitProbe(deadlineNs);
            double waitedMs = (System.nanoTime() - sentNs) / 1e6;
            boolean ends = contender.open() < opened;
            endBeganNs = ends && endBeganNs == 0 ? sentNs : endBeganNs;
            (ends ? probe.during : probe.before).add(waitedMs);
            Thread.sleep(PROBE_EVERY_MS);
        }
        probe.seconds = endBeganNs == 0 ? 0 : (System.nanoTime() - endBeganNs) * 1e-9;
        return probe;
    }

    private void awaitProbe(long deadlineNs) {
        while (System.nanoTime() < deadlineNs) {
            for (ConsumerRecord<byte[], byte[]> record : clean.poll(Duration.ofMillis(50))) {
                if (Arrays.equals(record.key(), PROBE.getBytes(UTF_8))) {
                    return;
                }
            }
        }
    }

    private static Message probeChunk() {
        String value = "{\"id\":\"probe\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Word " + System.nanoTime()
                + ". \"},\"finish_reason\":null}]}";
        return new Message(PROBE.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private void send(Message message) {
        Future<?> unused = producer.send(
                new ProducerRecord<>(pipeline.input().topics().get(0), 0, message.key(), message.value()));
    }

    private static double max(List<Double> values) {
        return percentile(values, 1);
    }

    private static double percentile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }

    /** What is left after a full collection. */
    private static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code du} has it; the file system counts blocks, which are not what the length of a file says. */
    private static long usedBytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(StoredStreams::usedBytesOf)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usedBytesOf(Path file) {
        try {
            Process du = new ProcessBuilder("du", "-k", file.toString()).start();
            String said = new String(du.getInputStream().readAllBytes(), UTF_8);
            return Long.parseLong(said.substring(0, said.indexOf('\t'))) << 10;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        clean.close();
    }
}

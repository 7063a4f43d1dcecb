package dev.weir.bench;

import dev.weir.broker.TopicSpec;
import dev.weir.broker.Topics;
import dev.weir.topology.RunningWeir;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;

/** A contender at work, with topics of its own. */
final class Running implements AutoCloseable {

    private static final long DEADLINE_NS = 60_000_000_000L;

    private static final long POLL_MS = 2;

    private final Contender contender;
    private final KafkaStreams streams;

    private Running(Contender contender, KafkaStreams streams) {
        this.contender = contender;
        this.streams = streams;
    }

    /** Creates the contender's output topics and starts it; returns when it runs. */
    static Running start(Contender contender) throws InterruptedException {
        String bootstrap = contender.pipeline().kafka().get("bootstrap.servers");
        Topics.create(
                String.valueOf(bootstrap),
                RunningWeir.topics(contender.pipeline()).stream()
                        .map(topic -> new TopicSpec(topic, 1, Map.of()))
                        .toList());
        contender.reset();
        Properties properties = new Properties();
        properties.putAll(contender.settings());
        KafkaStreams streams = new KafkaStreams(contender.topology(), properties);
        Running running = new Running(contender, streams);
        streams.start();
        long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (System.nanoTime() > deadlineNs) {
                running.close();
                throw new IllegalStateException("the topology " + contender.name() + " did not start within 60 s");
            }
            Thread.sleep(POLL_MS);
        }
        return running;
    }

    boolean isRunning() {
        return streams.state().isRunningOrRebalancing();
    }

    /** Waits until a number of records went in. */
    void awaitProcessed(long records) throws InterruptedException {
        while (contender.processed() < records) {
            if (!isRunning()) {
                throw new IllegalStateException("the topology " + contender.name() + " stopped after "
                        + contender.processed() + " of " + records + " records");
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Stops in good order and leaves the state where it is. */
    void stop() {
        streams.close(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(10));
        streams.cleanUp();
    }
}

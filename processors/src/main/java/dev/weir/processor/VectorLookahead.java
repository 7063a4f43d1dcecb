package dev.weir.processor;

import dev.weir.batch.Router;
import dev.weir.batch.Stage;
import dev.weir.similar.Position;
import dev.weir.similar.Reading;
import dev.weir.similar.SimilarOptions;
import dev.weir.similar.SimilarRecords;
import dev.weir.similar.VectorPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Opens what remembers the vectors of each task, and tells it which vectors a poll brings, where a device is there that is
 * good at many at once. On the processor one by one costs no record a wait. Thread-safe; each thread has its own tasks.
 */
public final class VectorLookahead implements Lookahead {

    private final SimilarOptions options;
    private final @Nullable String topic;
    private final Router router;
    /** The tasks of each thread, by their partitions. */
    private final ThreadLocal<Map<Integer, SimilarRecords>> tasks = ThreadLocal.withInitial(HashMap::new);

    /**
     * @param options what to find
     * @param topic whose records come to the filter in the order in which they are polled; null if none does that
     * @param router finds it
     */
    public VectorLookahead(SimilarOptions options, @Nullable String topic, Router router) {
        this.options = options;
        this.topic = topic;
        this.router = router;
    }

    private boolean pays() {
        return topic != null && router.hasDevice();
    }

    /** What remembers the vectors of a task of this thread, none as yet. */
    SimilarRecords openTask(int partition) {
        boolean expects = pays();
        SimilarRecords task = new SimilarRecords(options, router, expects);
        if (expects) {
            tasks.get().put(partition, task);
        }
        return task;
    }

    /** Forgets a task of this thread. */
    void closeTask(int partition, SimilarRecords task) {
        tasks.get().remove(partition, task);
    }

    @Override
    public List<Stage<?>> stages() {
        return List.of();
    }

    @Override
    public void calibrate() {
        if (options.dimensions() > 0) { // or only the first vector tells
            router.calibrateSearches(options.dimensions(), options.window());
        }
    }

    @Override
    public Reader open() {
        return new Reader() {
            @Override
            public void look(ConsumerRecords<byte[], byte[]> records) {
                if (topic != null && pays()) {
                    records.records(topic).forEach(VectorLookahead.this::look);
                }
            }

            @Override
            public void close() {
                // a task closes what it has opened
            }
        };
    }

    private void look(ConsumerRecord<byte[], byte[]> record) {
        SimilarRecords task = tasks.get().get(record.partition());
        if (task != null && read(options.vector(), record.headers(), record.value()) instanceof Reading.Vector vector) {
            task.expect(new Position(record.topic(), record.partition(), record.offset()), vector.numbers());
        }
    }

    /** The vector of a record. */
    static Reading read(VectorPlace place, Headers headers, byte @Nullable [] value) {
        String name = place.header();
        if (value == null) {
            return Reading.NONE;
        }
        Header header = name == null ? null : headers.lastHeader(name);
        return place.read(name == null ? value : header == null ? null : header.value());
    }
}

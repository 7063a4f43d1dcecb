package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.similar.FindSimilar;
import dev.weir.similar.Neighbour;
import dev.weir.similar.OnSimilar;
import dev.weir.similar.Position;
import dev.weir.similar.Reading;
import dev.weir.similar.SimilarHeader;
import dev.weir.similar.SimilarRecords;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each record which earlier ones it is like, or drops it for that.
 *
 * <p>One instance serves one task, on its stream thread. What it remembers is in memory only. It stands behind a {@link
 * ChainProcessor}, which has sorted out what cannot be read; a record whose vector is of no use passes as it came.
 */
public final class SimilarProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(SimilarProcessor.class);

    private final SimilarSettings settings;
    private final PipelineMetrics metrics;
    /** The mistakes that were told of: each kind once, for the next record has likely the same. */
    private final Set<Reading.Kind> told = EnumSet.noneOf(Reading.Kind.class);

    private @Nullable ProcessorContext<byte[], byte[]> processorContext;
    private @Nullable SimilarRecords earlier;

    /**
     * @param settings what to do
     * @param metrics counts what was done
     */
    public SimilarProcessor(SimilarSettings settings, PipelineMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        processorContext = context;
        earlier = settings.vectors().openTask(context.taskId().partition());
        told.clear();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> context = require(processorContext);
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a source cannot be compared"));
        Position position = new Position(source.topic(), source.partition(), source.offset());
        Reading reading = VectorLookahead.read(settings.options().vector(), record.headers(), record.value());
        if (reading instanceof Reading.Vector vector) {
            Reading.Mistake mistake = require(earlier).mistake(vector.numbers());
            reading = mistake == null ? reading : mistake;
        }
        if (reading instanceof Reading.Vector vector) {
            compare(record, position, vector.numbers(), context);
            return;
        }
        if (reading instanceof Reading.Mistake mistake) {
            count("bad-vector");
            tell(record, position, mistake, context);
        } else if (record.value() != null) {
            count("no-vector");
        }
        context.forward(record, settings.outputs().clean());
    }

    private void compare(
            Record<byte[], byte[]> record,
            Position position,
            float[] vector,
            ProcessorContext<byte[], byte[]> context) {
        long startedNs = System.nanoTime();
        List<Neighbour> neighbours = require(earlier).find(position, vector);
        metrics.filterSeconds(FindSimilar.NAME, (System.nanoTime() - startedNs) * 1e-9);
        if (neighbours.isEmpty()) {
            count("passed");
            context.forward(record, settings.outputs().clean());
            return;
        }
        OnSimilar action = settings.options().onSimilar();
        if (action == OnSimilar.DROP) {
            count("dropped");
            return;
        }
        count("similar");
        Headers headers = new RecordHeaders(record.headers());
        headers.remove(SimilarHeader.NAME);
        headers.add(SimilarHeader.NAME, SimilarHeader.write(neighbours, settings.withTopics()));
        context.forward(record.withHeaders(headers), settings.outputs().clean());
        if (action == OnSimilar.ALERT) {
            Neighbour nearest = neighbours.get(0);
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("record", position.toString());
            details.put("neighbour", nearest.position().toString());
            details.put("cosine", nearest.rounded());
            details.put("neighbours", neighbours.size());
            alert(record, new Alert("similar", "cosine", 0, details), context);
        }
    }

    private void tell(
            Record<byte[], byte[]> record,
            Position position,
            Reading.Mistake mistake,
            ProcessorContext<byte[], byte[]> context) {
        if (!told.add(mistake.kind())) {
            return;
        }
        LOG.warn(
                "Pipeline {}, {} at {}: {}; it passes uncompared, and so do others like it, without a further line",
                settings.pipeline(),
                FindSimilar.NAME,
                position,
                mistake.message());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("record", position.toString());
        details.put("message", mistake.message());
        alert(record, new Alert("bad-vector", mistake.kind().label(), 0, details), context);
    }

    private void alert(Record<byte[], byte[]> record, Alert alert, ProcessorContext<byte[], byte[]> context) {
        String sink = settings.outputs().alerts();
        if (sink != null) {
            String stream = record.key() == null ? "" : new String(record.key(), UTF_8);
            byte[] json = AlertJson.write(
                    alert, Channel.CONTENT, settings.pipeline(), record.key(), stream, record.timestamp());
            context.forward(new Record<>(record.key(), json, record.timestamp()), sink);
        }
    }

    private void count(String outcome) {
        metrics.record(FindSimilar.NAME, outcome, 1);
    }

    @Override
    public void close() {
        if (earlier != null && processorContext != null) {
            settings.vectors().closeTask(processorContext.taskId().partition(), earlier);
            earlier = null;
        }
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return value;
    }
}

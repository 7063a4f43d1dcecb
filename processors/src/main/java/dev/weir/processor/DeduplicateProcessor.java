package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.dedup.Decision;
import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.Deduplicator;
import dev.weir.dedup.Summary;
import dev.weir.filter.MalformedStateException;
import dev.weir.logline.LogLine;
import dev.weir.store.CommitHook;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops log lines that repeat an earlier one and sends summaries of them to the duplicates topic.
 *
 * <p>One instance serves one task, on its stream thread. Windows live in memory; changed ones are written to the store
 * before each commit. It stands behind a {@link ChainProcessor}, which has sorted out what cannot be read.
 */
public final class DeduplicateProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(DeduplicateProcessor.class);
    private static final String FILTER = "deduplicate";
    private static final long IDLE_CHECK_MS = 1_000;

    private final DeduplicateSettings settings;
    private final PipelineMetrics metrics;
    private final PipelineEvents events;
    private final LineReader lines;
    private @Nullable ProcessorContext<byte[], byte[]> processorContext;
    private @Nullable Deduplicator deduplicator;
    private long lastRecordWallMs;
    private long summaryTimeMs;

    /**
     * @param settings what to do
     * @param metrics counts what was done
     * @param events hears what happened
     */
    public DeduplicateProcessor(DeduplicateSettings settings, PipelineMetrics metrics, PipelineEvents events) {
        this.settings = settings;
        this.metrics = metrics;
        this.events = events;
        this.lines = new LineReader(settings);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        processorContext = context;
        lastRecordWallMs = context.currentSystemTimeMs();
        KeyValueStore<Bytes, byte[]> store = context.getStateStore(settings.storeName());
        Deduplicator windows = load(settings.options(), store);
        deduplicator = windows;
        CommitHook hook = context.getStateStore(settings.hookName());
        hook.beforeCommit(
                context,
                !settings.exactlyOnce(),
                () -> windows.forEachDirty((key, value) -> store.put(Bytes.wrap(key), value)),
                this::close);
        context.schedule(Duration.ofMillis(IDLE_CHECK_MS), PunctuationType.WALL_CLOCK_TIME, now -> {
            summaryTimeMs = now;
            windows.closeIdle(lastRecordWallMs, now);
        });
    }

    private Deduplicator load(DedupOptions options, KeyValueStore<Bytes, byte[]> store) {
        Deduplicator windows =
                new Deduplicator(options, this::summarise, settings.near().get(), settings.engine());
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> entry = all.next();
                try {
                    windows.load(entry.key.get(), entry.value);
                } catch (MalformedStateException e) {
                    LOG.warn(
                            "A stored window cannot be read ({}); its next line passes as a first one", e.getMessage());
                    store.delete(entry.key);
                }
            }
        }
        return windows;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> context = require(processorContext);
        RecordMetadata source = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without a source cannot be compared"));
        Record<byte[], byte[]> original = settings.isGlobal() ? OriginalKey.restored(record) : record;
        LogLine line = record.value() == null ? null : lines.read(source.topic(), record.value());
        if (line == null) {
            context.forward(original, settings.outputs().clean());
            return;
        }
        long startedNs = System.nanoTime();
        lastRecordWallMs = context.currentSystemTimeMs();
        summaryTimeMs = record.timestamp();
        Decision decision = decide(record, line, source);
        metrics.filterSeconds(FILTER, (System.nanoTime() - startedNs) * 1e-9);
        metrics.record(FILTER, decision.label(), 1);
        events.decided(original.key(), line.text(), line.textOffset(), line.textLength(), decision);
        if (decision.passes()) {
            context.forward(original, settings.outputs().clean());
        } else {
            metrics.duplicates(1);
        }
    }

    private Decision decide(Record<byte[], byte[]> record, LogLine line, RecordMetadata source) {
        Deduplicator windows = require(deduplicator);
        long timeMs = record.timestamp();
        if (settings.isGlobal()) {
            return windows.offerKnown(
                    record.key(),
                    line.text(),
                    line.textOffset(),
                    line.textLength(),
                    timeMs,
                    source.partition(),
                    source.offset());
        }
        return windows.offer(
                record.key(),
                line.context(),
                line.contextLength(),
                line.text(),
                line.textOffset(),
                line.textLength(),
                timeMs,
                settings.partition(source.topic(), source.partition()),
                source.offset());
    }

    private void summarise(Summary summary) {
        events.summary(summary);
        String sink = settings.outputs().duplicates();
        if (sink != null) {
            byte[] key = summary.fingerprint().getBytes(UTF_8);
            require(processorContext).forward(new Record<>(key, summary.toJson(), summaryTimeMs), sink);
        }
    }

    @Override
    public void close() {
        if (deduplicator != null) {
            deduplicator.close();
            deduplicator = null;
        }
    }

    private static <T> T require(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return value;
    }
}

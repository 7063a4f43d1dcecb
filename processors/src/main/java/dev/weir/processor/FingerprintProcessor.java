package dev.weir.processor;

import dev.weir.dedup.LineFingerprints;
import dev.weir.logline.LogLine;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Gives each log line its fingerprint for a key, so that a repartition topic brings equal lines to one {@link
 * DeduplicateProcessor}, which restores the key. Value, timestamp and headers stay.
 *
 * <p>A record without text goes by its own key. One instance serves one task, on its stream thread.
 */
public final class FingerprintProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private static final byte[] NO_KEY = {};

    private final LineReader lines;
    private final LineFingerprints fingerprints;
    private @Nullable ProcessorContext<byte[], byte[]> processorContext;

    /** @param settings those of the processor that compares the lines */
    public FingerprintProcessor(DeduplicateSettings settings) {
        this.lines = new LineReader(settings);
        this.fingerprints = new LineFingerprints(settings.options());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        processorContext = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        ProcessorContext<byte[], byte[]> context = processorContext;
        if (context == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
        LogLine line = record.value() == null ? null : lines.read(topic, record.value());
        byte[] key = line == null
                ? record.key()
                : fingerprints.of(
                        line.context(), line.contextLength(), line.text(), line.textOffset(), line.textLength());
        context.forward(OriginalKey.kept(record, key == null ? NO_KEY : key));
    }
}

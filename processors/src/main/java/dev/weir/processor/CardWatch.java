package dev.weir.processor;

import dev.weir.batch.Router;
import dev.weir.filter.Alert;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells the alerts topic of a pipeline when this process gave its graphics card up: {@code "type":"gpu"},
 * {@code "kind":"given-up"}, and the {@code reason}. Once a pipeline and process, by whichever task looks first; an
 * aborted transaction takes the alert with it, for the log and {@code weir_batch_gpu_disabled} say the same.
 *
 * <p>Its processors take no records: they look once a second.
 */
public final class CardWatch implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final String pipeline;
    private final Router router;
    private final String alerts;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param pipeline the pipeline's name
     * @param router what uses the card
     * @param alerts the node that alerts are sent to
     */
    public CardWatch(String pipeline, Router router, String alerts) {
        this.pipeline = pipeline;
        this.router = router;
        this.alerts = alerts;
    }

    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Watch();
    }

    private final class Watch implements Processor<byte[], byte[], byte[], byte[]> {

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, nowMs -> look(context, nowMs));
        }

        private void look(ProcessorContext<byte[], byte[]> context, long nowMs) {
            String reason = router.failure();
            if (reason != null && told.compareAndSet(false, true)) {
                Alert alert = new Alert("gpu", "given-up", 0, Map.of("reason", reason));
                context.forward(new Record<>(null, AlertJson.write(alert, pipeline, nowMs), nowMs), alerts);
            }
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            // none are sent here
        }
    }
}

package dev.weir.batch;

import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A graphics card as long as it works: who asks it for something gets that, or nothing, and has no error to handle. Thread-safe. */
final class Device {

    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    private static final long SECOND_NS = 1_000_000_000;

    private final Engine engine;
    private final BatchListener listener;
    private final LongSupplier clockNs;
    /** Guarded by this. */
    private final Breaker breaker = new Breaker();
    /** Why it is not asked any more; null while it may be. Guarded by this. */
    private @Nullable String endedBy;

    Device(Engine engine, BatchListener listener, LongSupplier clockNs) {
        this.engine = engine;
        this.listener = listener;
        this.clockNs = clockNs;
    }

    String name() {
        return engine.name();
    }

    Backend searchBackend() {
        return engine.searchBackend();
    }

    /** Whether it may be asked now. */
    synchronized boolean isUsable() {
        return breaker.allows(clockNs.getAsLong());
    }

    /** Whether it will not be asked any more. */
    synchronized boolean isGivenUp() {
        return breaker.gaveUp();
    }

    /** Why it will not be asked any more; null while it may be. */
    synchronized @Nullable String endedBy() {
        return endedBy;
    }

    /** What the engine answers; null if it cannot. */
    <T> @Nullable T ask(Function<Engine, T> question) {
        try {
            T answer = question.apply(engine);
            synchronized (this) {
                breaker.succeeded();
            }
            return answer;
        } catch (EngineException e) {
            failed(e);
            return null;
        }
    }

    private void failed(EngineException e) {
        boolean forGood = e.severity() == EngineException.Severity.FOR_GOOD;
        long waitsNs = 0;
        synchronized (this) {
            if (breaker.gaveUp()) {
                return; // another thread has said so
            }
            if (forGood) {
                breaker.giveUp();
                endedBy = e.reason();
            } else {
                waitsNs = breaker.failed(clockNs.getAsLong());
            }
        }
        if (forGood) {
            LOG.error("{} is not used any more; the processor does its work: {}", name(), e.reason());
        } else if (waitsNs > 0) {
            LOG.warn("{} rests for {} s; the processor does its work: {}", name(), waitsNs / SECOND_NS, e.reason());
        } else {
            LOG.warn("{} failed once; the processor did its work: {}", name(), e.reason());
        }
        listener.failed(e.reason(), forGood);
    }

    void close() {
        engine.close();
    }
}

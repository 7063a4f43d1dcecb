package dev.weir.store;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A store without content whose only job is to be told of a commit before its offsets are written.
 *
 * <p>Kafka Streams has no public hook at that point: {@link StateStore#commit} runs behind the offsets, where a write is
 * too late. But a task's {@code prepareCommit} calls {@code flushCache()} of every {@link CachedStateStore} first, then
 * flushes the producer, then commits. This class is the one place that leans on those internals (Kafka Streams 4.3.1);
 * the crash tests are its canary.
 *
 * <p>A processor connected to the hook's store calls {@link #beforeCommit} in its {@code init}. The action runs on the
 * task's stream thread, at every commit of a task that processed or punctuated anything, at revocation and at a clean
 * close. It may write to stores; it may not forward.
 */
public final class CommitHook implements StateStore, CachedStateStore<byte[], byte[]> {

    private final String name;
    private boolean open;
    private @Nullable InternalProcessorContext<?, ?> context;
    private boolean outputsFirst;
    private Runnable write = () -> {};
    private Runnable forget = () -> {};

    private CommitHook(String name) {
        this.name = name;
    }

    /** Builds the hook; it has no changelog and nothing on disk. */
    public static StoreBuilder<CommitHook> builder(String name) {
        return new Builder(name);
    }

    /**
     * Sets what happens before each commit.
     *
     * @param processor the context of the processor that calls
     * @param sendOutputsFirst whether all records forwarded so far must be acknowledged by the broker before {@code
     *     action} runs. Under at-least-once this is what lets stored state stand for outputs: a state that was stored
     *     implies that everything forwarded before it is durable. Under exactly-once the transaction sees to that.
     *     Costs one round trip to the broker a commit.
     * @param action writes the live state to its stores
     * @param discard drops the live state, because the task goes on as a standby
     */
    public void beforeCommit(
            ProcessorContext<?, ?> processor, boolean sendOutputsFirst, Runnable action, Runnable discard) {
        context = (InternalProcessorContext<?, ?>) processor;
        outputsFirst = sendOutputsFirst;
        write = action;
        forget = discard;
    }

    @Override
    public void flushCache() {
        InternalProcessorContext<?, ?> current = context;
        if (current == null) {
            return;
        }
        if (outputsFirst) {
            ((RecordCollector.Supplier) current).recordCollector().flush();
        }
        // Stores take timestamp and headers of their changelog records from the record at hand; here there is none.
        ProcessorRecordContext before = current.recordContext();
        current.setRecordContext(
                new ProcessorRecordContext(current.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
        try {
            write.run();
        } finally {
            current.setRecordContext(before);
        }
    }

    @Override
    public void clearCache() {
        forget.run();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        stateStoreContext.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private static final class Builder implements StoreBuilder<CommitHook> {

        private final String name;

        Builder(String name) {
            this.name = name;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the commit hook has no content to log");
        }

        @Override
        public StoreBuilder<CommitHook> withLoggingDisabled() {
            return this;
        }

        @Override
        public CommitHook build() {
            return new CommitHook(name);
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return name;
        }
    }
}

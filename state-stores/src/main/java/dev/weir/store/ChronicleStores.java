package dev.weir.store;

import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HeadersBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Key-value stores for Kafka Streams whose content lives off the heap, in files that are mapped into memory (Chronicle Map).
 *
 * <p>They go wherever Kafka takes a {@link KeyValueBytesStoreSupplier}: {@code Stores.keyValueStoreBuilder(..)}, {@code
 * Materialized.as(..)}. Reading and writing by key is what they are for. A range, a prefix scan or {@code all()} sorts a copy of
 * the keys first, which costs a pass over all of the store; record caches, which need ranges, are better off.
 *
 * <p>Each takes the size that is expected of one partition's store. It is an estimate: a store grows past it without stopping
 * anybody, but is laid out best for what was said.
 *
 * <p>After a crash a store is restored from its changelog; without change logging it is empty then.
 *
 * <p>The JVM must have been given the {@link JvmFlags}; a supplier's {@code get} throws {@link IllegalStateException}, naming
 * what is missing, if it has not.
 */
public final class ChronicleStores {

    private static final int KEY_BYTES = 32;
    private static final int ENTRIES_AT_LEAST = 256;

    private ChronicleStores() {}

    /**
     * A store for {@code Stores.keyValueStoreBuilder}.
     *
     * @param name the name of the store
     * @param expectedEntries how many keys one partition's store holds at a time
     * @param averageValueBytes the size of a value as it is stored
     */
    public static KeyValueBytesStoreSupplier keyValueStore(String name, long expectedEntries, int averageValueBytes) {
        return new Supplier(name, shape(expectedEntries, averageValueBytes), ChronicleKeyValueStore::new);
    }

    /**
     * A store for {@code Stores.timestampedKeyValueStoreBuilder}, and for tables and aggregations of the DSL, which keep a
     * timestamp with each value.
     *
     * @param name the name of the store
     * @param expectedEntries how many keys one partition's store holds at a time
     * @param averageValueBytes the size of a value without its timestamp
     */
    public static KeyValueBytesStoreSupplier timestampedKeyValueStore(
            String name, long expectedEntries, int averageValueBytes) {
        return new Supplier(
                name, shape(expectedEntries, averageValueBytes + Long.BYTES), ChronicleKeyValueStore.Timestamped::new);
    }

    /**
     * A store for {@code Stores.timestampedKeyValueStoreWithHeadersBuilder}, which keeps a record's timestamp and headers with
     * each value.
     *
     * @param name the name of the store
     * @param expectedEntries how many keys one partition's store holds at a time
     * @param averageValueBytes the size of a value together with its headers
     */
    public static KeyValueBytesStoreSupplier timestampedKeyValueStoreWithHeaders(
            String name, long expectedEntries, int averageValueBytes) {
        return new HeadersSupplier(name, shape(expectedEntries, averageValueBytes + Long.BYTES + 1));
    }

    private static MapShape shape(long expectedEntries, int averageValueBytes) {
        if (expectedEntries < 1 || averageValueBytes < 1) {
            throw new IllegalArgumentException("A store on Chronicle Map needs estimates of at least 1; it was given "
                    + expectedEntries + " entries with values of " + averageValueBytes + " bytes");
        }
        return new MapShape(Math.max(ENTRIES_AT_LEAST, expectedEntries), KEY_BYTES, averageValueBytes);
    }

    private static class Supplier implements KeyValueBytesStoreSupplier {

        private final String name;
        private final MapShape shape;
        private final BiFunction<String, MapShape, KeyValueStore<Bytes, byte[]>> kind;

        Supplier(String name, MapShape shape, BiFunction<String, MapShape, KeyValueStore<Bytes, byte[]>> kind) {
            this.name = Objects.requireNonNull(name, "name");
            this.shape = shape;
            this.kind = kind;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            JvmFlags.check();
            return kind.apply(name, shape);
        }

        @Override
        public String metricsScope() {
            return "chronicle";
        }
    }

    /** The DSL looks at this marker to choose the builder. */
    private static final class HeadersSupplier extends Supplier implements HeadersBytesStoreSupplier {

        HeadersSupplier(String name, MapShape shape) {
            super(name, shape, ChronicleKeyValueStore.WithHeaders::new);
        }
    }
}

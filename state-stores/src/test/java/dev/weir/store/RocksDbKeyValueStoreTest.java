package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

final class RocksDbKeyValueStoreTest extends PersistentStoreContract {

    @Override
    KeyValueBytesStoreSupplier supplier(String name) {
        return Stores.persistentKeyValueStore(name);
    }

    /** Counts a key once for each time that it was written since the last compaction. */
    @Override
    void assertCount(long expected) {
        assertThat(opened.store.approximateNumEntries()).isGreaterThanOrEqualTo(expected);
    }
}

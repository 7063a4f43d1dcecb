package dev.weir.bench.stores;

import dev.weir.store.ChronicleStores;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** Where a store keeps its entries. */
public enum StoreEngine {
    CHRONICLE {
        @Override
        KeyValueBytesStoreSupplier supplier(long entries, int valueBytes) {
            return ChronicleStores.keyValueStore(NAME, entries, valueBytes);
        }
    },
    ROCKSDB {
        @Override
        KeyValueBytesStoreSupplier supplier(long entries, int valueBytes) {
            return Stores.persistentKeyValueStore(NAME);
        }
    },
    IN_MEMORY {
        @Override
        KeyValueBytesStoreSupplier supplier(long entries, int valueBytes) {
            return Stores.inMemoryKeyValueStore(NAME);
        }
    };

    static final String NAME = "sessions";

    abstract KeyValueBytesStoreSupplier supplier(long entries, int valueBytes);
}

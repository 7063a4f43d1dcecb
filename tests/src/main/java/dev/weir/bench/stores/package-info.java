/** How fast a key-value store holds the sessions of live streams: on Chronicle Map, in RocksDB, on the heap. */
@NullMarked
package dev.weir.bench.stores;

import org.jspecify.annotations.NullMarked;

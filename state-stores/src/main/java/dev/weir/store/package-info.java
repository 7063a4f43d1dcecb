/**
 * Kafka Streams stores: key-value stores on Chronicle Map ({@link dev.weir.store.ChronicleStores}), and the hook that writes
 * live state back before a commit.
 */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;

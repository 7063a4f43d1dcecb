/** The hook as Kafka Streams drives it; the stores, one contract for all engines. */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;

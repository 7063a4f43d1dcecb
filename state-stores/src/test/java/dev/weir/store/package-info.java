/** The hook as Kafka Streams drives it. */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;

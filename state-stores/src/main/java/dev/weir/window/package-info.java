/**
 * What a sliding window remembers of kinds of line that were seen once: a ring of time segments, each a table from a
 * 128-bit fingerprint to a small fixed-size value, held by one of several engines. Knows nothing of Kafka.
 */
@NullMarked
package dev.weir.window;

import org.jspecify.annotations.NullMarked;

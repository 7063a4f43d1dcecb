/**
 * Removing repeated log lines: the first of a kind passes at once, its repeats within a window are counted and summed up.
 *
 * <p>A line is reduced to its pattern ({@code LineMasker}) and named by a 128-bit fingerprint of scope and pattern; a
 * window in event time opens with the first line of a fingerprint and is never refreshed ({@code DuplicateWindow}).
 * {@link dev.weir.dedup.Deduplicator} is the door: one per Kafka Streams task, and it knows nothing of Kafka.
 */
@NullMarked
package dev.weir.dedup;

import org.jspecify.annotations.NullMarked;

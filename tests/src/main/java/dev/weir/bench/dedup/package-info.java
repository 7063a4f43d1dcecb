/**
 * How well {@code deduplicate} tells kinds of log lines apart, by logs whose lines are labelled with their templates, and
 * what it costs: its window beside Kafka's own window store, its masking and hashing.
 *
 * <p>{@link dev.weir.bench.dedup.MergeReport}, {@link dev.weir.bench.dedup.MaskReport} and
 * {@link dev.weir.bench.dedup.DeduplicateReport} are the doors.
 */
@NullMarked
package dev.weir.bench.dedup;

import org.jspecify.annotations.NullMarked;

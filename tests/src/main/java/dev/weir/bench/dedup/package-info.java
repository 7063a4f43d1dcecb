/**
 * How well {@code deduplicate} tells kinds of log lines apart, by logs whose lines are labelled with their templates.
 *
 * <p>{@link dev.weir.bench.dedup.MergeReport} is the door.
 */
@NullMarked
package dev.weir.bench.dedup;

import org.jspecify.annotations.NullMarked;

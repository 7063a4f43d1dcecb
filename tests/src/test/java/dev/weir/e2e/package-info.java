/**
 * Whole pipelines on real brokers: what goes in, what comes out, and what a restart, a rebalance, a crash or a broken record
 * does to that. {@link dev.weir.e2e.Flow} describes a pipeline, {@link dev.weir.e2e.WeirApp} and {@link
 * dev.weir.e2e.WeirProcess} run it, {@link dev.weir.e2e.Traffic} and {@link dev.weir.e2e.TopicReader} stand at its ends.
 */
@NullMarked
package dev.weir.e2e;

import org.jspecify.annotations.NullMarked;

/**
 * What happens in the pipelines, as a person watches it live: figures each second, events, and samples of text before and
 * after a filter.
 *
 * <p>{@link dev.weir.live.LiveFeed} is the door. Figures are read from the metrics, away from the threads that process
 * records; those see a list of subscribers, which is empty while nobody watches.
 */
@NullMarked
package dev.weir.live;

import org.jspecify.annotations.NullMarked;

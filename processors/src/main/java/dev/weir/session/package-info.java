/**
 * The live state of one stream: the filters of every channel, chained, and how it is saved.
 *
 * <p>{@link dev.weir.session.FilterChain} is what a pipeline configures once; it opens a {@link
 * dev.weir.session.StreamFilters} for each stream.
 */
@NullMarked
package dev.weir.session;

import org.jspecify.annotations.NullMarked;

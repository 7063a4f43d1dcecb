/**
 * The heavy analysis of many messages at once, by a processor or by a graphics card, with the same answers from each.
 *
 * <p>{@link dev.weir.batch.Batch} packs messages, a {@link dev.weir.batch.Stage} says what to work out of them, and an
 * {@link dev.weir.batch.Engine} does it.
 */
@NullMarked
package dev.weir.batch;

import org.jspecify.annotations.NullMarked;

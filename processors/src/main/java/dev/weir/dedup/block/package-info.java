/**
 * Blocks of text that a response says twice: paragraphs and fenced code, to the letter but for white space.
 *
 * <p>{@link dev.weir.dedup.block.RepeatedBlocks} is the door. What earlier blocks were is kept as hashes of their beginnings
 * ({@code KnownBlocks}), so that a block is held back only for as long as it begins as an earlier one did.
 */
@NullMarked
package dev.weir.dedup.block;

import org.jspecify.annotations.NullMarked;

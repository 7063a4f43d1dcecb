/**
 * Finds words of big sets in text: error signatures, forbidden terms, product names.
 *
 * <p>{@link dev.weir.match.Match} is the door. {@code WordSets} reads the words, {@code WordTable} compiles them, {@code
 * MatchFilter} reads a channel's text; {@link dev.weir.match.MatchLookahead} has many texts scanned at once before.
 */
@NullMarked
package dev.weir.match;

import org.jspecify.annotations.NullMarked;

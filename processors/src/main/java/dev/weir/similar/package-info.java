/**
 * Finding the earlier records that a record is like, by the vectors that come with them.
 *
 * <p>{@link dev.weir.similar.FindSimilar} is the filter, {@link dev.weir.similar.VectorPlace} reads vectors, and {@link
 * dev.weir.similar.SimilarRecords} remembers the last ones and compares new ones with them, many at a time where that is
 * known ahead.
 */
@NullMarked
package dev.weir.similar;

import org.jspecify.annotations.NullMarked;

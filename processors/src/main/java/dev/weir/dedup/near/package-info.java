/**
 * Lines that are nearly equal: most of their words are, in the same order.
 *
 * <p>A line gets a MinHash signature ({@link dev.weir.dedup.near.Signatures}, many lines at a time), whose bands lead to the
 * lines that may be like it ({@code NearLines}); these are then compared word by word. {@link
 * dev.weir.dedup.near.NearDuplicates} is the door.
 */
@NullMarked
package dev.weir.dedup.near;

import org.jspecify.annotations.NullMarked;

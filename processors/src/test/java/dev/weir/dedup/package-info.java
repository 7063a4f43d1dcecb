/** What the removal of repeated lines promises. */
@NullMarked
package dev.weir.dedup;

import org.jspecify.annotations.NullMarked;

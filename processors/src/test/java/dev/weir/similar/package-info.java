/** What the search for similar records promises. */
@NullMarked
package dev.weir.similar;

import org.jspecify.annotations.NullMarked;

/** Tests of what is said about the changes that filters make. */
@NullMarked
package dev.weir.explain;

import org.jspecify.annotations.NullMarked;

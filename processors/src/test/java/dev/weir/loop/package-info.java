/** What counts as a loop and what does not, with seeded generators of both. */
@NullMarked
package dev.weir.loop;

import org.jspecify.annotations.NullMarked;

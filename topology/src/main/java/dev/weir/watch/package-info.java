/** A running Weir as a terminal shows it: a client of the server's feed, and how figures and samples are set. */
@NullMarked
package dev.weir.watch;

import org.jspecify.annotations.NullMarked;

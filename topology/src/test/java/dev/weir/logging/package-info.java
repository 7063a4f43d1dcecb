/** Tests of how log lines are written. */
@NullMarked
package dev.weir.logging;

import org.jspecify.annotations.NullMarked;

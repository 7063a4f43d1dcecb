/** Tests of reading log lines. */
@NullMarked
package dev.weir.logline;

import org.jspecify.annotations.NullMarked;

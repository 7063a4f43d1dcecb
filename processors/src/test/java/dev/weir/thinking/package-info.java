/** Tests of the package's main code. */
@NullMarked
package dev.weir.thinking;

import org.jspecify.annotations.NullMarked;

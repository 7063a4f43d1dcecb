/** Tests of the package's main code. */
@NullMarked
package dev.weir.bench.engines;

import org.jspecify.annotations.NullMarked;

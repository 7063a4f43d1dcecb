/** How fast each kind of engine is at each stage, beside the bars that are set for it. */
@NullMarked
package dev.weir.bench.engines;

import org.jspecify.annotations.NullMarked;

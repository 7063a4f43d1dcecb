/** Benchmarks of whole pipelines, always side by side with a pass-through topology in the same run. */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;

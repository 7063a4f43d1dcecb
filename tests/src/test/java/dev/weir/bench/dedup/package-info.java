/** Tests of the benchmark of {@code deduplicate}. */
@NullMarked
package dev.weir.bench.dedup;

import org.jspecify.annotations.NullMarked;

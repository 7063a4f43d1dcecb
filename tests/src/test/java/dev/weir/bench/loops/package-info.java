@NullMarked
package dev.weir.bench.loops;

import org.jspecify.annotations.NullMarked;

/** Whether the documents of the benchmark are what they say, and the engines come to their ends. */
@NullMarked
package dev.weir.bench.json;

import org.jspecify.annotations.NullMarked;

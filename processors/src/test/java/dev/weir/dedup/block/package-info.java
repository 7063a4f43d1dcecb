/** Tests of telling repeated blocks. */
@NullMarked
package dev.weir.dedup.block;

import org.jspecify.annotations.NullMarked;

/** Tests of telling lines that are nearly equal. */
@NullMarked
package dev.weir.dedup.near;

import org.jspecify.annotations.NullMarked;

/** Tests of the package's main code. */
@NullMarked
package dev.weir.batch;

import org.jspecify.annotations.NullMarked;

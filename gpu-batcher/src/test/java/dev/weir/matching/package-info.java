/** Tests of the package's main code. */
@NullMarked
package dev.weir.matching;

import org.jspecify.annotations.NullMarked;

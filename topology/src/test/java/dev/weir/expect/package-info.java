/** Tests of what configurations expect. */
@NullMarked
package dev.weir.expect;

import org.jspecify.annotations.NullMarked;

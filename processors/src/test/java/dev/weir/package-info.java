/** What may depend on what. */
@NullMarked
package dev.weir;

import org.jspecify.annotations.NullMarked;

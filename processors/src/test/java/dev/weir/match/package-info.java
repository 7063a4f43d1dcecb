@NullMarked
package dev.weir.match;

import org.jspecify.annotations.NullMarked;

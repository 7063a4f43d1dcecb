@NullMarked
package dev.weir.live;

import org.jspecify.annotations.NullMarked;

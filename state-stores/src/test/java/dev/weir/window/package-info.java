@NullMarked
package dev.weir.window;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.weir.processor;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.weir.envelope;

import org.jspecify.annotations.NullMarked;

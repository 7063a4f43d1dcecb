/**
 * The inner loops by Java's Vector API, which is a module of its own that Java has to be told to add. Nothing but the name
 * of the one class here is known outside, and it is loaded only where the module is there.
 */
@NullMarked
package dev.weir.batch.vector;

import org.jspecify.annotations.NullMarked;

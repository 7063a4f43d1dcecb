/**
 * Loops: a model that says the same thing over and over until its token limit ends it.
 *
 * <p>A text loops with period <i>p</i> over a stretch in which every byte equals the byte <i>p</i> before it. The
 * scanner finds such stretches exactly, byte for byte, while the text streams past, with a window of two thousand bytes
 * of memory; thresholds say how much repetition honest text may hold. The only door is {@link
 * dev.weir.loop.DetectLoops}.
 */
@NullMarked
package dev.weir.loop;

import org.jspecify.annotations.NullMarked;

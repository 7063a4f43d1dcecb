/**
 * Loops: a model that says the same thing over and over until its token limit ends it.
 *
 * <p>A text loops exactly with period <i>p</i> over a stretch in which every byte equals the byte <i>p</i> before it; nearly,
 * if it does so once case, digits and the amount of white space do not count; and its novelty is gone where hardly any word
 * follows others that it did not follow shortly before. All three are found while the text streams past, from the last
 * 2,816 bytes of it; a hash only says where to look, and the bytes decide. Thresholds say how much repetition honest text
 * may hold. The only door is {@link dev.weir.loop.DetectLoops}.
 */
@NullMarked
package dev.weir.loop;

import org.jspecify.annotations.NullMarked;

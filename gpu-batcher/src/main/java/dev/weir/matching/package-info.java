/**
 * Finding many literal byte patterns in one pass over text that arrives in pieces.
 *
 * <p>A {@link dev.weir.matching.LiteralAutomaton} reads every byte once and remembers all it needs in one int: what may
 * still become a pattern, and which pattern ends here.
 */
@NullMarked
package dev.weir.matching;

import org.jspecify.annotations.NullMarked;

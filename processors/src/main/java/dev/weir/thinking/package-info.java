/**
 * Taking the thinking out of a language model's answer while it streams by.
 *
 * <p>Models mark their thoughts in the text itself, each family with markers of its own; {@link
 * dev.weir.thinking.StripThinking} is the filter that knows them all. A table says which markers there are, automata
 * compiled from it say which of them may begin at any byte, and a state machine says whether they count there.
 */
@NullMarked
package dev.weir.thinking;

import org.jspecify.annotations.NullMarked;

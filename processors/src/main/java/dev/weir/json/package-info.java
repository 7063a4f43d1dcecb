/**
 * Repairs JSON while it streams: a byte automaton with an explicit container stack copies valid JSON as it is, mends
 * what evidence within a bounded look-ahead lets it mend, and refuses the rest.
 *
 * <p>{@link dev.weir.json.RepairJson} is the door. {@code JsonGate} tells JSON from prose, {@code JsonText} is the
 * automaton between tokens, {@code JsonString} the one inside strings, {@code ClosingQuote} judges doubtful quotes,
 * {@code BareToken} what has no quotes; {@code Emitter} holds back what may still be dropped.
 */
@NullMarked
package dev.weir.json;

import org.jspecify.annotations.NullMarked;

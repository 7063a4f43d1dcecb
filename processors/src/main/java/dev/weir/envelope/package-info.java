/**
 * Where the text is inside a record's value, and how changed text gets back in without touching any other byte.
 *
 * <p>{@link dev.weir.envelope.EnvelopeFormat} is the door for a further format: it reads a value and marks the pieces of
 * text in an {@link dev.weir.envelope.Envelope}, which does all the editing.
 */
@NullMarked
package dev.weir.envelope;

import org.jspecify.annotations.NullMarked;

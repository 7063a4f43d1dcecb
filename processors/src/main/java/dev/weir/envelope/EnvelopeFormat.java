package dev.weir.envelope;

/**
 * One way in which text travels inside a record's value.
 *
 * <p>Implementations are immutable and may be used by several threads at once.
 */
public interface EnvelopeFormat {

    /** The name in the configuration. */
    String name();

    /**
     * Marks in {@code envelope}, which holds the value already, every stream that the value belongs to and every piece
     * of text in it.
     *
     * @throws MalformedEnvelopeException if the value does not follow this format
     */
    void read(Envelope envelope) throws MalformedEnvelopeException;
}

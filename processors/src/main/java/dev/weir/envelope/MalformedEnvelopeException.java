package dev.weir.envelope;

/** Thrown for a value that is not what its format says; the record goes to the dead-letter topic. */
public final class MalformedEnvelopeException extends Exception {

    /** What is wrong with a value. */
    public enum Kind {
        /** The bytes do not follow the format's syntax. */
        MALFORMED,
        /** The bytes are sound but belong to a format that this pipeline does not read. */
        UNKNOWN
    }

    private final Kind kind;
    private final long offset;

    /**
     * @param message what was found and what was expected, one sentence without a full stop
     * @param offset where in the value, in bytes; -1 if no place can be named
     */
    public MalformedEnvelopeException(Kind kind, String message, long offset) {
        super(offset < 0 ? message : message + " at byte " + offset, null, false, false);
        this.kind = kind;
        this.offset = offset;
    }

    public Kind kind() {
        return kind;
    }

    public long offset() {
        return offset;
    }
}

package dev.weir.batch;

/** An engine could not work something out; the message says why, in words for the one who runs it. */
public final class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is to be done about the engine. */
    public enum Severity {
        /** Nothing: the next batch may pass. */
        ONCE,
        /** A smaller batch may pass. */
        TOO_LARGE,
        /** The engine is of no more use in this process. */
        FOR_GOOD
    }

    private final String reason;
    private final Severity severity;

    /** @param message what failed, with the device's own words for it */
    public EngineException(String message, Severity severity) {
        super(message);
        this.reason = message;
        this.severity = severity;
    }

    /** What failed: the message. */
    public String reason() {
        return reason;
    }

    /** What is to be done about the engine. */
    public Severity severity() {
        return severity;
    }
}

package dev.weir.json;

/** Stops the automaton at what it cannot mend with evidence; the filter turns it into the refusal that fits the stream. */
final class Refusal extends RuntimeException {

    private final String reason;
    private final long offset;

    Refusal(String reason, long offset) {
        super(reason, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    String reason() {
        return reason;
    }

    /** Where, in bytes of the text that entered the filter. */
    long offset() {
        return offset;
    }
}

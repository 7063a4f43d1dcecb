package dev.weir.filter;

/**
 * Thrown when a filter will not let a whole document pass; the record goes to the dead-letter topic and not to the clean
 * one. A stream already under way cannot be refused any more: its filter completes it and alerts instead.
 */
public final class RefusedException extends RuntimeException {

    private final String filter;
    private final long offset;

    /**
     * @param filter the name of the filter that refuses
     * @param reason what is wrong and what was expected, one sentence without a full stop
     * @param offset where in the text, in bytes
     */
    public RefusedException(String filter, String reason, long offset) {
        super(reason + " at byte " + offset, null, false, false);
        this.filter = filter;
        this.offset = offset;
    }

    public String filter() {
        return filter;
    }

    public long offset() {
        return offset;
    }
}

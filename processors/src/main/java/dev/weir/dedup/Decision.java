package dev.weir.dedup;

/** What becomes of a line that was offered to a {@link Deduplicator}. */
public enum Decision {
    /** The line opens a window: it passes. */
    PASS_FIRST(true, "first"),
    /** A repeat that passes, because fewer than {@code pass} lines of its kind passed in this window. */
    PASS(true, "repeat"),
    /** A repeat that does not pass; it is counted and a summary will tell of it. */
    SUPPRESS(false, "suppressed"),
    /** Too far behind stream time to be compared with anything: it passes. */
    LATE(true, "late"),
    /** There are as many keys as may be remembered: it passes. */
    OVERFLOW(true, "overflow"),
    /** Read again after a crash; it passed before and passes again. */
    PASS_AGAIN(true, "passed-again"),
    /** Read again after a crash; it was counted before and is neither passed nor counted again. */
    SUPPRESS_AGAIN(false, "suppressed-again");

    private final boolean passes;
    private final String label;

    Decision(boolean passes, String label) {
        this.passes = passes;
        this.label = label;
    }

    /** Whether the line goes on to the clean topic. */
    public boolean passes() {
        return passes;
    }

    /** A short word for a metric's label. */
    public String label() {
        return label;
    }
}

package dev.weir.batch;

/**
 * Finds which of many literal patterns each message contains.
 *
 * @param patterns what to look for; compared by identity, for compiling them is dear
 * @param maxEvents how many places are told of in a batch at most; which categories a message has is always complete
 */
public record PatternScan(PatternSet patterns, int maxEvents) implements Stage<Matches> {

    /** @throws IllegalArgumentException if the number of events is negative */
    public PatternScan {
        if (maxEvents < 0) {
            throw new IllegalArgumentException(maxEvents + " events are fewer than none");
        }
    }

    @Override
    public String label() {
        return "pattern-scan";
    }
}

package dev.weir.dedup;

/**
 * Names the kinds of lines that are compared with all others, whatever their keys and partitions, so that equal lines can be
 * brought together before a {@link Deduplicator} decides about them. Belongs to one thread.
 */
public final class LineFingerprints {

    private final Fingerprinter fingerprinter;

    /** @param options their scope is global */
    public LineFingerprints(DedupOptions options) {
        this.fingerprinter = new Fingerprinter(options);
    }

    /**
     * The fingerprint of a line, for {@link Deduplicator#offerKnown}.
     *
     * @param context begins with what two lines of a kind have to have in common to the letter
     * @return 16 bytes
     */
    public byte[] of(byte[] context, int contextLength, byte[] line, int lineOffset, int lineLength) {
        return fingerprinter
                .of(null, 0, context, contextLength, line, lineOffset, lineLength)
                .toBytes();
    }
}

package dev.weir.processor;

/**
 * Takes the counts of one pipeline, summed over all its tasks in this process.
 *
 * <p>Every method may be called from any thread and at once; none blocks, throws or, once a label was seen, allocates.
 * The labels (filter, outcome, kind, reason) are short words from a small set; what they count as is the
 * implementation's to say.
 */
public interface PipelineMetrics {

    /** The {@code filter} that stands for the record as a whole in {@link #record}. */
    String CHAIN = "chain";

    /** Counts nothing: for tests, and for topologies that nobody watches. */
    PipelineMetrics NONE = new NoPipelineMetrics();

    /**
     * Counts records that left a filter.
     *
     * @param filter the name of the filter, or {@link #CHAIN} for the record as a whole
     * @param outcome what became of them, such as {@code passed}, {@code changed}, {@code removed} or {@code failed}
     * @param count how many; not negative
     */
    void record(String filter, String outcome, long count);

    /** Counts bytes of record values that came in; not negative. */
    void bytesIn(long bytes);

    /** Counts bytes of record values that went out to the clean topic; not negative. */
    void bytesOut(long bytes);

    /** Adds one observation of the time that a filter spent on a record, in seconds. */
    void filterSeconds(String filter, double seconds);

    /** Counts bytes of thinking text that were taken out of the content; not negative. */
    void thinkingBytes(long bytes);

    /** Counts one repair of a JSON text. */
    void jsonRepair(String kind);

    /** Counts one generation loop that was detected. */
    void loop(String kind);

    /** Counts records that were suppressed as duplicates; not negative. */
    void duplicates(long suppressed);

    /** Counts one record that went to the dead-letter topic. */
    void deadLetter(String reason);

    /**
     * Adds to the number of open sessions. A task that closes takes back all that it has added, or the sum would keep
     * counting sessions that now live in another process.
     */
    void sessionsChanged(int delta);

    /** Adds to the number of bytes that filters hold back as undecided; taken back like {@link #sessionsChanged}. */
    void heldBackChanged(int deltaBytes);
}

package dev.weir.filter;

/**
 * Where a filter sends what it decided.
 *
 * <p>Implementations copy the bytes they are handed before the call returns.
 */
public interface FilterOutput {

    /** Text that stays in the channel and goes on to the next filter. */
    void text(byte[] text, int offset, int length);

    /** Text that leaves the channel because it is thinking; it goes on in the stream's thinking channel. */
    void thinking(byte[] text, int offset, int length);

    /** Marks the record at hand in its {@code weir-flags} header, say {@code json-repaired}. Repeats do no harm. */
    void flag(String flag);

    /**
     * Names a category of what was found in the text, for the {@code weir-matches} header of the record at hand. Repeats do
     * no harm. Ignored by default, by those who have no record.
     */
    default void tag(String category) {}

    /** Tells the alerts topic. */
    void alert(Alert alert);

    /** Counts one change made to the text. */
    void report(Report report);

    /** Says what the channel's text was as a whole, for those who follow the conversation; nobody does by default. */
    default void utterance(Utterance utterance) {}
}

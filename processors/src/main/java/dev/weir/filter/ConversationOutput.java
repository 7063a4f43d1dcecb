package dev.weir.filter;

/** Where a filter of conversations sends what it found. */
public interface ConversationOutput {

    /** Marks the record at hand in its {@code weir-flags} header. Repeats do no harm. */
    void flag(String flag);

    /** Tells the alerts topic. */
    void alert(Alert alert);
}

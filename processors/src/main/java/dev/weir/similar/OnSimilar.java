package dev.weir.similar;

/** What is done about a record that is like an earlier one. */
public enum OnSimilar {
    /** It gets a header that names the earlier ones. */
    TAG,
    /** The same, and an alert. */
    ALERT,
    /** It goes nowhere. */
    DROP
}

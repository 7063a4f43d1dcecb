package dev.weir.config;

/** How often a record's result may reach the output topics when something fails. */
public enum Guarantee {
    /** Once, or again after a failure; the lowest latency. */
    AT_LEAST_ONCE("at-least-once"),
    /** Once, through Kafka's transactions; readers wait for the commit. */
    EXACTLY_ONCE("exactly-once");

    private final String written;

    Guarantee(String written) {
        this.written = written;
    }

    /** The word in the configuration. */
    public String written() {
        return written;
    }
}

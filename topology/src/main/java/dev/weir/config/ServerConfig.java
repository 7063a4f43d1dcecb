package dev.weir.config;

/**
 * Where the page, {@code /metrics}, {@code /healthz} and {@code /readyz} are served.
 *
 * @param host the name or address to bind to
 * @param port from 1 to 65535, or 0 for any free port
 * @param showPayloads whether the page and {@code ./weir tap} show text of records, not only its length and shape
 */
public record ServerConfig(String host, int port, boolean showPayloads) {

    /** Reachable from this machine only, and shows no text of records. */
    public static final ServerConfig DEFAULT = new ServerConfig("127.0.0.1", 9404, false);
}

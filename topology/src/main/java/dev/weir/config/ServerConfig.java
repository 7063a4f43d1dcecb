package dev.weir.config;

/**
 * Where the page, {@code /metrics}, {@code /healthz} and {@code /readyz} are served.
 *
 * @param host the name or address to bind to
 * @param port from 1 to 65535, or 0 for any free port
 */
public record ServerConfig(String host, int port) {

    /** Reachable from this machine only. */
    public static final ServerConfig DEFAULT = new ServerConfig("127.0.0.1", 9404);
}

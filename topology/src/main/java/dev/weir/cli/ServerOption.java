package dev.weir.cli;

import dev.weir.watch.LiveClient;
import dev.weir.watch.WatchException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the Weir is that a command watches. */
final class ServerOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9404",
            description = "Where the page of a running Weir is. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String url;

    /** @throws UserMistake if nothing can be watched there */
    LiveClient open(@Nullable String pipeline, @Nullable String filter) {
        try {
            return LiveClient.open(url, pipeline, filter);
        } catch (WatchException e) {
            throw new UserMistake(String.valueOf(e.getMessage()));
        }
    }

    /** Whether standard output is a terminal, as the launcher says. */
    static boolean terminal() {
        return Boolean.getBoolean("weir.terminal");
    }

    /** Whether to use colours. */
    static boolean colours() {
        return terminal() && System.getenv("NO_COLOR") == null;
    }
}

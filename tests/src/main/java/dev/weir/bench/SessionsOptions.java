package dev.weir.bench;

import picocli.CommandLine.Option;

/** What the benchmark of sessions offers. */
final class SessionsOptions {

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "For sessions: how many streams are live at a time, each with 50 chunks a second. Figures of fewer are"
                            + " scaled to 2,000. Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--commit-ms",
            paramLabel = "N",
            defaultValue = "1000",
            description = "For sessions: how often they are committed. Default: ${DEFAULT-VALUE}.")
    private int commitMs;

    @Option(
            names = "--stored",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "For sessions: what a restart with so many stored streams takes, and their end when they go idle.")
    private int stored;

    int streams() {
        return streams;
    }

    int commitMs() {
        return commitMs;
    }

    int stored() {
        return stored;
    }
}

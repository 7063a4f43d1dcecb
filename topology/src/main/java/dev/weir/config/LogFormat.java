package dev.weir.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How log lines are written. */
public enum LogFormat {
    /** A line for people. */
    TEXT,
    /** A JSON object on a line. */
    JSON;

    /** The word in the configuration. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this word. */
    public static Optional<LogFormat> of(String written) {
        return Arrays.stream(values())
                .filter(format -> format.written().equals(written))
                .findFirst();
    }

    @Override
    public String toString() {
        return written();
    }
}

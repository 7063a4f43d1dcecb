package dev.weir.config;

import java.util.List;

/** What came of reading a configuration. */
public sealed interface ConfigResult {

    /** The configuration has no mistake. */
    record Valid(WeirConfig config) implements ConfigResult {}

    /**
     * The configuration has mistakes.
     *
     * @param problems all of them, at least one, in the order of the file
     */
    record Invalid(List<Problem> problems) implements ConfigResult {

        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}

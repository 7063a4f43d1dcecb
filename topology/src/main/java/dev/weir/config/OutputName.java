package dev.weir.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a pipeline writes, each to a topic of its own. */
public enum OutputName {
    CLEAN("The records that came through."),
    THINKING("The thinking that strip-thinking took out; without a topic it is dropped."),
    ALERTS("What a person or a gateway should know, as JSON; without a topic it is only counted."),
    DUPLICATES("Summaries of what deduplicate removed; without a topic they are dropped."),
    DEAD("The records that failed, with the reason in their headers.");

    private final String description;

    OutputName(String description) {
        this.description = description;
    }

    /** The word in the configuration. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is written there, one sentence for people who configure pipelines. */
    public String description() {
        return description;
    }

    /** The topic of this output, or null if there is none. */
    public @Nullable String topic(OutputsConfig outputs) {
        return switch (this) {
            case CLEAN -> outputs.clean();
            case THINKING -> outputs.thinking();
            case ALERTS -> outputs.alerts();
            case DUPLICATES -> outputs.duplicates();
            case DEAD -> outputs.dead();
        };
    }

    /** The words of all. */
    static List<String> allWritten() {
        return Arrays.stream(values()).map(OutputName::written).toList();
    }
}

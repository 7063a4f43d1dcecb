package dev.weir.filter;

import java.util.List;
import java.util.Set;

/** A filter that a configuration can name: what it is called, what it takes and where it can stand. */
public interface FilterType {

    /** The name in the configuration, in kebab case. */
    String name();

    /** What it does, one sentence for people who choose filters. */
    String description();

    /** The options it takes, in the order in which they are documented; each has a default. */
    List<Option> options();

    /** The kinds of pipeline it can stand in. */
    Set<PipelineKind> kinds();

    /** Whether an option means anything in pipelines of a kind; where it does not, a configuration must not have it. */
    default boolean takes(String option, PipelineKind kind) {
        return true;
    }

    /**
     * Checks values that are allowed one by one.
     *
     * @throws OptionException if they do not go together
     */
    default void check(OptionValues values) {}

    /**
     * Checks values that are allowed one by one, for a pipeline of a kind.
     *
     * @throws OptionException if they do not go together, or one is not possible there
     */
    default void check(OptionValues values, PipelineKind kind) {
        check(values);
    }
}

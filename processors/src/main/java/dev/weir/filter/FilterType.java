package dev.weir.filter;

import java.util.List;

/** A kind of filter that a configuration can name. */
public interface FilterType {

    /** The name in the configuration, in kebab case. */
    String name();

    /** What it does, one sentence for people who choose filters. */
    String description();

    /** The options it takes, in the order in which they are documented; each has a default. */
    List<Option> options();

    /**
     * Builds a factory with the given values.
     *
     * @throws OptionException if values that are allowed one by one do not go together
     */
    FilterFactory configure(OptionValues values);
}

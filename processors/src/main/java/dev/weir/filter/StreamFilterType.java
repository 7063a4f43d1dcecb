package dev.weir.filter;

import java.util.EnumSet;
import java.util.Set;

/** A filter over the text of streams, as opposed to one over whole records. */
public interface StreamFilterType extends FilterType {

    /**
     * Builds a factory with the given values.
     *
     * @throws OptionException if values that are allowed one by one do not go together
     */
    FilterFactory configure(OptionValues values);

    @Override
    default void check(OptionValues values) {
        configure(values);
    }

    /** Whether a filter with the given values asks that clean records name its reports in a header. */
    default boolean reportsInHeader(OptionValues values) {
        return false;
    }

    @Override
    default Set<PipelineKind> kinds() {
        return EnumSet.allOf(PipelineKind.class);
    }
}

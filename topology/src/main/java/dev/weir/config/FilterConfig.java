package dev.weir.config;

import dev.weir.filter.FilterType;
import dev.weir.filter.OptionValues;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter of a pipeline with its options.
 *
 * @param type which filter
 * @param values the value of every option, defaults included
 * @param written the options that the file names, as written there, with the environment's values put in
 */
public record FilterConfig(FilterType type, OptionValues values, Map<String, String> written) {

    public FilterConfig {
        written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    }

    /** The filter with all defaults. */
    static FilterConfig defaults(FilterType type) {
        return new FilterConfig(type, OptionValues.defaults(type.options()), Map.of());
    }
}

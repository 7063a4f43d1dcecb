package dev.weir.thinking;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.OptionValues;
import java.util.Map;
import java.util.Objects;

/** Opens the filter as a pipeline would. */
final class Filters {

    private Filters() {}

    static Filter open(Map<String, String> options) {
        StripThinking type = new StripThinking();
        return Objects.requireNonNull(
                type.configure(new OptionValues(type.options(), options)).open(Channel.CONTENT, false));
    }
}

package dev.weir.thinking;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.OptionValues;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Opens filters as a pipeline would. */
final class Filters {

    private Filters() {}

    static Filter open(Map<String, String> options) {
        return opening(options).get();
    }

    /** Configures once what opens many filters. */
    static Supplier<Filter> opening(Map<String, String> options) {
        StripThinking type = new StripThinking();
        FilterFactory factory = type.configure(new OptionValues(type.options(), options));
        return () -> Objects.requireNonNull(factory.open(Channel.CONTENT, false));
    }
}

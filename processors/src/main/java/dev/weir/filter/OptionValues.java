package dev.weir.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a filter's options: those that the configuration names, and the defaults of the others. */
public final class OptionValues {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Reads the written values and fills in the defaults.
     *
     * @param options the options there are
     * @param written option name to value as written
     * @throws OptionException if a name is unknown or a value is not allowed
     */
    public OptionValues(List<Option> options, Map<String, String> written) {
        for (Option option : options) {
            values.put(option.name(), option.parse(written.getOrDefault(option.name(), option.defaultValue())));
        }
        for (Map.Entry<String, String> entry : written.entrySet()) {
            if (!values.containsKey(entry.getKey())) {
                throw new OptionException(
                        entry.getKey(),
                        entry.getValue(),
                        "an option here; there are " + String.join(", ", values.keySet()));
            }
        }
    }

    /** All defaults. */
    public static OptionValues defaults(List<Option> options) {
        return new OptionValues(options, Map.of());
    }

    public boolean bool(String name) {
        return (Boolean) value(name);
    }

    /** A number, bytes or milliseconds. */
    public long number(String name) {
        return (Long) value(name);
    }

    /** A number, bytes or milliseconds of an option whose maximum fits 32 bits. */
    public int intNumber(String name) {
        return Math.toIntExact(number(name));
    }

    public String text(String name) {
        return (String) value(name);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name + "; there are " + values.keySet());
        }
        return value;
    }
}

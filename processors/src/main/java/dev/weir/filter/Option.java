package dev.weir.filter;

import java.util.List;

/**
 * An option that a filter takes in the configuration.
 *
 * @param name the key, in kebab case
 * @param type how the value is written
 * @param defaultValue the value when the key is absent, written as in the configuration
 * @param description what it does, one sentence
 * @param choices the allowed values of a {@link Type#CHOICE}; empty for other types
 * @param minimum the least allowed number, bytes or milliseconds
 * @param maximum the greatest allowed number, bytes or milliseconds
 */
public record Option(
        String name,
        Type type,
        String defaultValue,
        String description,
        List<String> choices,
        long minimum,
        long maximum) {

    /** How an option's value is written. */
    public enum Type {
        /** {@code true} or {@code false}. */
        BOOLEAN("true or false"),
        /** A whole number. */
        INTEGER("a whole number"),
        /** Bytes, such as {@code 512}, {@code 64KiB} or {@code 1MiB}. */
        SIZE("a size such as 64KiB"),
        /** A time, such as {@code 500ms}, {@code 30s}, {@code 10m} or {@code 2h}. */
        DURATION("a duration such as 30s"),
        /** One of a few words. */
        CHOICE("one of a few words"),
        /** Any text. */
        TEXT("a text"),
        /** JSON text, which a configuration may also write as a map or keep in a file. */
        JSON("a map, JSON text, or file: and the path of a file with it");

        private final String meaning;

        Type(String meaning) {
            this.meaning = meaning;
        }

        /** How to write a value, for error messages. */
        public String meaning() {
            return meaning;
        }
    }

    public Option {
        choices = List.copyOf(choices);
    }

    public static Option choice(String name, String defaultValue, String description, String... choices) {
        return new Option(name, Type.CHOICE, defaultValue, description, List.of(choices), 0, 0);
    }

    public static Option bool(String name, boolean defaultValue, String description) {
        return new Option(name, Type.BOOLEAN, Boolean.toString(defaultValue), description, List.of(), 0, 0);
    }

    public static Option integer(String name, long defaultValue, long minimum, long maximum, String description) {
        return new Option(name, Type.INTEGER, Long.toString(defaultValue), description, List.of(), minimum, maximum);
    }

    /** A size whose value is bytes; the default is written as in the configuration. */
    public static Option size(String name, String defaultValue, long minimum, long maximum, String description) {
        return new Option(name, Type.SIZE, defaultValue, description, List.of(), minimum, maximum);
    }

    /** A duration whose value is milliseconds; the default is written as in the configuration. */
    public static Option duration(String name, String defaultValue, long minimum, long maximum, String description) {
        return new Option(name, Type.DURATION, defaultValue, description, List.of(), minimum, maximum);
    }

    public static Option text(String name, String defaultValue, String description) {
        return new Option(name, Type.TEXT, defaultValue, description, List.of(), 0, 0);
    }

    /** JSON text; the default is empty for none. */
    public static Option json(String name, String defaultValue, String description) {
        return new Option(name, Type.JSON, defaultValue, description, List.of(), 0, 0);
    }

    /** What may be written for this option, for error messages and documentation. */
    public String allowed() {
        return switch (type) {
            case CHOICE -> "one of " + String.join(", ", choices);
            case INTEGER -> "a whole number from " + minimum + " to " + maximum;
            case SIZE -> "a size such as 64KiB, from " + minimum + " to " + maximum + " bytes";
            case DURATION -> "a duration such as 500ms, 30s or 10m, from " + minimum + "ms to " + maximum + "ms";
            case BOOLEAN, TEXT, JSON -> type.meaning();
        };
    }

    /**
     * Reads a value as it stands in the configuration.
     *
     * @return a Boolean, a Long (number, bytes or milliseconds) or a String
     * @throws OptionException if the value is not allowed
     */
    public Object parse(String written) {
        return switch (type) {
            case BOOLEAN -> parseBoolean(written);
            case INTEGER -> inRange(written, parseLong(written));
            case SIZE -> inRange(written, Units.parseSize(this, written));
            case DURATION -> inRange(written, Units.parseDuration(this, written));
            case CHOICE -> {
                if (!choices.contains(written)) {
                    throw notAllowed(written);
                }
                yield written;
            }
            case TEXT, JSON -> written;
        };
    }

    OptionException notAllowed(String written) {
        return new OptionException(name, written, allowed());
    }

    private Boolean parseBoolean(String written) {
        return switch (written) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw notAllowed(written);
        };
    }

    private long parseLong(String written) {
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw notAllowed(written);
        }
    }

    private Long inRange(String written, long value) {
        if (value < minimum || value > maximum) {
            throw notAllowed(written);
        }
        return value;
    }
}

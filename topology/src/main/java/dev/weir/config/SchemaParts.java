package dev.weir.config;

import dev.weir.filter.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The parts that the schema of a configuration is made of, as maps and lists.
 *
 * <p>Weir reads a scalar as the text that is written, while YAML makes numbers and booleans of some. A part therefore takes either
 * writing, and wherever a text may stand it takes one with a reference to the environment too.
 */
final class SchemaParts {

    private static final String REFERENCE = "\\$\\{";
    private static final String SIZE = "^\\s*\\d{1,15}\\s*([kKmMgG][iI][bB]|[kKmM]?[bB])?\\s*$";
    private static final String DURATION = "^\\s*\\d{1,15}\\s*([mM][sS]|[sSmMhHdD])\\s*$";
    private static final List<String> SCALARS = List.of("string", "number", "boolean");

    private SchemaParts() {}

    /** A part of these members, in their order: names and values in turn. */
    static Map<String, Object> part(Object... members) {
        Map<String, Object> part = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            part.put((String) members[i], members[i + 1]);
        }
        return part;
    }

    /** What may be written for an option. */
    static Map<String, Object> option(Option option) {
        Map<String, Object> part = part("description", description(option));
        if (!option.defaultValue().isEmpty()) {
            part.put("default", defaultValue(option));
        }
        switch (option.type()) {
            case BOOLEAN -> part.put("anyOf", List.of(part("type", "boolean"), orReference("^(true|false)$")));
            case INTEGER -> part.put("anyOf", List.of(range(option), orReference("^[-+]?\\d+$")));
            case SIZE -> part.put("anyOf", List.of(range(option), orReference(SIZE)));
            case DURATION -> part.putAll(orReference(DURATION));
            case CHOICE -> part.put("anyOf", List.of(part("enum", option.choices()), reference()));
            case TEXT -> part.put("type", SCALARS);
            case JSON -> part.put("type", List.of("object", "array", "string", "boolean"));
        }
        return part;
    }

    private static String description(Option option) {
        return switch (option.type()) {
            case INTEGER, SIZE, DURATION -> option.description() + " Write " + option.allowed() + ".";
            case BOOLEAN, CHOICE, TEXT, JSON -> option.description();
        };
    }

    private static Object defaultValue(Option option) {
        return switch (option.type()) {
            case BOOLEAN -> Boolean.valueOf(option.defaultValue());
            case INTEGER -> Long.valueOf(option.defaultValue());
            case SIZE, DURATION, CHOICE, TEXT, JSON -> option.defaultValue();
        };
    }

    private static Map<String, Object> range(Option option) {
        return part("type", "integer", "minimum", option.minimum(), "maximum", option.maximum());
    }

    /** A text like this, or one that the environment has a share in. */
    private static Map<String, Object> orReference(String pattern) {
        return part("type", "string", "pattern", pattern + "|" + REFERENCE);
    }

    private static Map<String, Object> reference() {
        return part("type", "string", "pattern", REFERENCE);
    }

    /** One of these words. */
    static Map<String, Object> word(String description, List<String> words) {
        return part("description", description, "anyOf", List.of(part("enum", words), reference()));
    }

    /** Any scalar. */
    static Map<String, Object> scalar(String description) {
        return part("description", description, "type", SCALARS);
    }

    /** A scalar whose text is like the pattern. */
    static Map<String, Object> text(String description, Pattern pattern) {
        return part(
                "description",
                description,
                "anyOf",
                List.of(orReference("^" + pattern.pattern() + "$"), part("type", List.of("number", "boolean"))));
    }

    /** A map with these keys and no others. */
    static Map<String, Object> map(String description, Map<String, Object> properties, String... required) {
        Map<String, Object> part = part(
                "description", description, "type", "object", "additionalProperties", false, "properties", properties);
        if (required.length > 0) {
            part.put("required", Arrays.asList(required));
        }
        return part;
    }

    /** The same part, but null may stand in its place. */
    static Map<String, Object> orNothing(Map<String, Object> part) {
        List<String> types = new ArrayList<>();
        if (part.get("type") instanceof List<?> several) {
            several.forEach(type -> types.add((String) type));
        } else {
            types.add((String) part.get("type"));
        }
        types.add("null");
        part.put("type", types);
        return part;
    }

    static Map<String, Object> list(String description, Object items) {
        return part("description", description, "type", "array", "items", items);
    }
}

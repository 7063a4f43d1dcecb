package dev.weir.json.schema;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Follows JSON pointers (RFC 6901), and those in the fragments of URIs. */
final class JsonPointers {

    private JsonPointers() {}

    /** The value to which the pointer leads, null if there is none. */
    static @Nullable JsonValue find(JsonValue from, String pointer) {
        JsonValue value = from;
        if (pointer.isEmpty()) {
            return value;
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            value = step(value, step.replace("~1", "/").replace("~0", "~"));
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private static @Nullable JsonValue step(JsonValue value, String key) {
        if (value.isObject()) {
            return value.members().get(key);
        }
        if (!value.isArray() || !key.matches("\\d{1,9}")) {
            return null;
        }
        int index = Integer.parseInt(key);
        return index < value.elements().size() ? value.elements().get(index) : null;
    }

    /** Undoes the percent signs of a fragment; one with others is as it is. */
    static String decodeFragment(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }
}

package dev.weir.json.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which keywords of JSON Schema hold schemas, and which of those judge the very value that their own schema does. */
final class SchemaKeywords {

    private static final Set<String> SCHEMA = Set.of(
            "additionalItems",
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> SCHEMA_LIST = Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");
    private static final Set<String> SCHEMA_MAP =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");
    private static final Set<String> IN_PLACE =
            Set.of("allOf", "anyOf", "dependencies", "dependentSchemas", "else", "if", "not", "oneOf", "then");

    private SchemaKeywords() {}

    /** The schemas right inside a schema. */
    static List<JsonValue> subschemas(JsonValue schema) {
        List<JsonValue> found = new ArrayList<>();
        if (schema.isObject()) {
            for (Map.Entry<String, JsonValue> keyword : schema.members().entrySet()) {
                addSubschemas(keyword.getKey(), keyword.getValue(), found);
            }
        }
        return found;
    }

    /** Those of them that judge the value itself, not one inside it. */
    static List<JsonValue> inPlace(JsonValue schema) {
        List<JsonValue> found = new ArrayList<>();
        for (String keyword : IN_PLACE) {
            JsonValue value = schema.member(keyword);
            if (value != null) {
                addSubschemas(keyword, value, found);
            }
        }
        return found;
    }

    private static void addSubschemas(String keyword, JsonValue value, List<JsonValue> found) {
        if (isSchema(value) && SCHEMA.contains(keyword)) {
            found.add(value);
        } else if (value.isArray() && SCHEMA_LIST.contains(keyword)) {
            value.elements().stream().filter(SchemaKeywords::isSchema).forEach(found::add);
        } else if (value.isObject() && SCHEMA_MAP.contains(keyword)) {
            value.members().values().stream().filter(SchemaKeywords::isSchema).forEach(found::add);
        }
    }

    static boolean isSchema(JsonValue value) {
        return value.isObject() || value.isBoolean();
    }
}

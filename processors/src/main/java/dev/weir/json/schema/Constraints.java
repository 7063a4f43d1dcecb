package dev.weir.json.schema;

import dev.harrel.jsonschema.SimpleType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one schema object says itself, without those that it refers to: the keywords that a {@link SchemaGuide} heeds.
 *
 * @param types the allowed types, a bit for each
 * @param values the only allowed values; null if others are
 * @param properties the schemas of declared properties
 * @param others the schema of all other properties, null if none or if patterns decide
 * @param prefix the schemas of the first elements
 * @param rest the schema of the elements after them, null if none
 * @param required the keys that must be there
 * @param all the schemas that have to fit as well
 * @param choices lists of schemas, one of each of which has to fit
 */
record Constraints(
        int types,
        @Nullable List<JsonValue> values,
        Map<String, JsonValue> properties,
        @Nullable JsonValue others,
        List<JsonValue> prefix,
        @Nullable JsonValue rest,
        List<String> required,
        List<JsonValue> all,
        List<List<JsonValue>> choices) {

    static final int ANY_TYPE = 0x7F;

    static Constraints of(JsonValue schema, SchemaDocument document) {
        if (schema.isBoolean()) {
            return bare(schema.asBoolean() ? ANY_TYPE : 0, List.of());
        }
        JsonValue target = document.target(schema);
        if (target != null && document.referencesStandAlone()) {
            return bare(ANY_TYPE, List.of(target));
        }
        List<JsonValue> all = new ArrayList<>(list(schema, "allOf"));
        if (target != null) {
            all.add(target);
        }
        List<List<JsonValue>> choices = new ArrayList<>();
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.member(keyword) != null) {
                choices.add(list(schema, keyword));
            }
        }
        JsonValue items = schema.member("items");
        boolean tuple = items != null && items.isArray();
        List<JsonValue> values = values(schema);
        return new Constraints(
                types(schema) & (values == null ? ANY_TYPE : typesOf(values)),
                values,
                map(schema, "properties"),
                schema.member("patternProperties") == null ? optional(schema, "additionalProperties") : null,
                tuple ? list(schema, "items") : list(schema, "prefixItems"),
                tuple ? optional(schema, "additionalItems") : optional(schema, "items"),
                strings(schema, "required"),
                all,
                choices);
    }

    private static Constraints bare(int types, List<JsonValue> all) {
        return new Constraints(types, null, Map.of(), null, List.of(), null, List.of(), all, List.of());
    }

    private static int types(JsonValue schema) {
        JsonValue type = schema.member("type");
        if (type == null) {
            return ANY_TYPE;
        }
        int types = 0;
        for (JsonValue name : type.isArray() ? type.elements() : List.of(type)) {
            SimpleType known = name.isString() ? SimpleType.fromName(name.asString()) : null;
            if (known == null) {
                throw new SchemaException(name.getJsonPointer(), "not a type of JSON");
            }
            types |= bit(known) | (known == SimpleType.NUMBER ? bit(SimpleType.INTEGER) : 0);
        }
        return types;
    }

    private static @Nullable List<JsonValue> values(JsonValue schema) {
        JsonValue constant = schema.member("const");
        List<JsonValue> values = schema.member("enum") == null ? null : list(schema, "enum");
        if (constant == null) {
            return values;
        }
        return values == null ? List.of(constant) : shared(values, List.of(constant));
    }

    /** Those of the values that the others have too. */
    static List<JsonValue> shared(List<JsonValue> values, List<JsonValue> others) {
        Set<String> known = others.stream().map(JsonValue::canonical).collect(Collectors.toSet());
        return values.stream()
                .filter(value -> known.contains(value.canonical()))
                .toList();
    }

    private static int typesOf(List<JsonValue> values) {
        return values.stream().mapToInt(value -> bit(value.getNodeType())).reduce(0, (left, right) -> left | right);
    }

    static int bit(SimpleType type) {
        SchemaGuide.Type same = switch (type) {
            case OBJECT -> SchemaGuide.Type.OBJECT;
            case ARRAY -> SchemaGuide.Type.ARRAY;
            case STRING -> SchemaGuide.Type.STRING;
            case NUMBER -> SchemaGuide.Type.NUMBER;
            case INTEGER -> SchemaGuide.Type.INTEGER;
            case BOOLEAN -> SchemaGuide.Type.BOOLEAN;
            case NULL -> SchemaGuide.Type.NULL;
        };
        return same.bit();
    }

    private static @Nullable JsonValue optional(JsonValue schema, String keyword) {
        JsonValue value = schema.member(keyword);
        return value == null ? null : schema(value);
    }

    private static JsonValue schema(JsonValue value) {
        if (!SchemaKeywords.isSchema(value)) {
            throw new SchemaException(value.getJsonPointer(), "a schema is an object, true or false");
        }
        return value;
    }

    private static List<JsonValue> list(JsonValue schema, String keyword) {
        JsonValue value = schema.member(keyword);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new SchemaException(value.getJsonPointer(), "an array is expected here");
        }
        if (!keyword.equals("enum")) {
            value.elements().forEach(Constraints::schema);
        }
        return value.elements();
    }

    private static List<String> strings(JsonValue schema, String keyword) {
        JsonValue value = schema.member(keyword);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || !value.elements().stream().allMatch(JsonValue::isString)) {
            throw new SchemaException(value.getJsonPointer(), "an array of strings is expected here");
        }
        return value.elements().stream().map(JsonValue::asString).toList();
    }

    private static Map<String, JsonValue> map(JsonValue schema, String keyword) {
        JsonValue value = schema.member(keyword);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw new SchemaException(value.getJsonPointer(), "an object is expected here");
        }
        value.members().values().forEach(Constraints::schema);
        return new LinkedHashMap<>(value.members());
    }

    /** Whether it says nothing at all. */
    boolean isSilent() {
        return types == ANY_TYPE
                && values == null
                && properties.isEmpty()
                && others == null
                && prefix.isEmpty()
                && rest == null
                && required.isEmpty();
    }

    /** The schema for a property; null for one about which nothing is said. */
    @Nullable
    JsonValue member(@Nullable String key) {
        JsonValue declared = key == null ? null : properties.get(key);
        return declared == null ? others : declared;
    }

    /** The schema for an element; null if nothing is said about it. */
    @Nullable
    JsonValue element(int index) {
        return index < prefix.size() ? prefix.get(index) : rest;
    }
}

package dev.weir.json.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes schemas by a seed, and documents that have a good chance of fitting them. */
public final class RandomSchema {

    private static final String[] KEYS = {"a", "b", "c", "dé", "e"};
    private static final String[] TYPES = {"object", "array", "string", "number", "integer", "boolean", "null"};
    private static final Object NULL = new Object();
    private static final Object[] SAMPLES = {"x", "Red", 1, -3, 2.5, true, false, NULL, 1e3, ""};

    private final Random random;
    private final boolean old;
    private final String definitions;
    private final Map<String, Object> root;

    public RandomSchema(long seed) {
        random = new Random(seed);
        old = random.nextInt(3) == 0;
        definitions = old ? "definitions" : "$defs";
        root = object(4, 0);
        if (old) {
            root.remove("$ref");
            root.put("$schema", "http://json-schema.org/draft-07/schema#");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            named.put("d" + i, object(3, i + 1));
        }
        root.put(definitions, named);
    }

    public String schema() {
        return json(root);
    }

    /** A document that may fit; made of maps, lists, strings, numbers, booleans and {@link #isNull nulls}. */
    Object document() {
        return sample(root, 5);
    }

    /** The same as text. */
    public String documentText() {
        return json(document());
    }

    static List<Object> oneOfEachType() {
        return List.of(new LinkedHashMap<String, Object>(), new ArrayList<>(), "x", 2.5, 1, true, NULL);
    }

    static boolean isNull(Object value) {
        return value == NULL;
    }

    private Object schema(int depth, int fromDefinition) {
        int kind = random.nextInt(depth <= 0 ? 8 : 30);
        return kind == 0 ? (Object) true : kind == 1 && depth < 3 ? (Object) false : object(depth, fromDefinition);
    }

    /** A schema object; in place it refers only to definitions from the given one on, so that none refers to itself. */
    private Map<String, Object> object(int depth, int fromDefinition) {
        Map<String, Object> schema = new LinkedHashMap<>();
        int keywords = 1 + random.nextInt(3);
        for (int i = 0; i < keywords; i++) {
            if (depth <= 0 || random.nextInt(3) == 0) {
                addLeaf(schema);
            } else {
                addInner(schema, depth - 1, fromDefinition);
            }
        }
        return schema;
    }

    private void addLeaf(Map<String, Object> schema) {
        switch (random.nextInt(6)) {
            case 0 -> schema.put("type", TYPES[random.nextInt(TYPES.length)]);
            case 1 -> schema.put("type", List.of("object", "array", TYPES[2 + random.nextInt(5)]));
            case 2 -> schema.put("enum", values());
            case 3 -> schema.put("const", SAMPLES[random.nextInt(SAMPLES.length)]);
            case 4 -> schema.put("required", List.of(KEYS[random.nextInt(2)]));
            default -> schema.put("minimum", random.nextInt(3));
        }
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>(List.of(List.of(1), Map.of("a", 1)));
        while (values.size() < 5) {
            values.add(SAMPLES[random.nextInt(SAMPLES.length)]);
        }
        return List.copyOf(new LinkedHashSet<>(values));
    }

    private void addInner(Map<String, Object> schema, int depth, int fromDefinition) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> schema.put("properties", properties(depth));
            case 3 -> schema.put("additionalProperties", schema(depth, 0));
            case 4, 5 -> schema.put("items", old && random.nextBoolean() ? list(depth, 0) : schema(depth, 0));
            case 6 -> schema.put(old ? "additionalItems" : "prefixItems", old ? schema(depth, 0) : list(depth, 0));
            case 7 -> schema.put("allOf", list(depth, fromDefinition));
            case 8 -> schema.put("anyOf", list(depth, fromDefinition));
            case 9 -> schema.put("oneOf", list(depth, fromDefinition));
            case 10 -> schema.put("not", schema(0, 3));
            case 11 -> {
                schema.put("if", schema(0, 3));
                schema.put(random.nextBoolean() ? "then" : "else", schema(depth, fromDefinition));
            }
            case 12 -> {
                schema.put("patternProperties", Map.of("^[a-b]", schema(depth, 0)));
                schema.put("additionalProperties", schema(depth, 0));
            }
            default -> {
                if (fromDefinition < 3) {
                    schema.put("$ref", reference(fromDefinition));
                }
            }
        }
    }

    private String reference(int fromDefinition) {
        return "#/" + definitions + "/d" + (fromDefinition + random.nextInt(3 - fromDefinition));
    }

    private Map<String, Object> properties(int depth) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextBoolean()) {
                properties.put(key, random.nextInt(5) == 0 ? Map.of("$ref", reference(0)) : schema(depth, 0));
            }
        }
        return properties;
    }

    private List<Object> list(int depth, int fromDefinition) {
        return random.nextBoolean()
                ? List.of(schema(depth, fromDefinition))
                : List.of(schema(depth, fromDefinition), schema(depth, fromDefinition));
    }

    private Object sample(Object schema, int depth) {
        List<Map<String, Object>> parts = new ArrayList<>();
        flatten(schema, parts);
        if (depth < -5) {
            return NULL;
        }
        for (Map<String, Object> part : parts) {
            if (part.containsKey("const") && random.nextInt(8) > 0) {
                return part.get("const");
            }
            if (part.get("enum") instanceof List<?> values && random.nextInt(8) > 0) {
                return values.get(random.nextInt(values.size()));
            }
        }
        return switch (type(parts)) {
            case "object" -> members(parts, depth);
            case "array" -> elements(parts, depth);
            case "string" -> "x";
            case "number" -> 2.5;
            case "integer" -> 7;
            case "boolean" -> random.nextBoolean();
            default -> NULL;
        };
    }

    private void flatten(Object schema, List<Map<String, Object>> parts) {
        if (schema instanceof Map<?, ?> map) {
            Map<String, Object> part = new LinkedHashMap<>();
            map.forEach((key, value) -> part.put((String) key, value));
            parts.add(part);
            if (part.get("$ref") instanceof String reference) {
                Map<?, ?> named = (Map<?, ?>) root.getOrDefault(definitions, Map.of());
                Object target = named.get(reference.substring(reference.length() - 2));
                flatten(target == null ? true : target, parts);
            }
            for (String keyword : List.of("allOf", "anyOf", "oneOf")) {
                if (part.get(keyword) instanceof List<?> list) {
                    boolean all = keyword.equals("allOf");
                    list.subList(all ? 0 : random.nextInt(list.size()), list.size()).stream()
                            .limit(all ? list.size() : 1)
                            .forEach(each -> flatten(each, parts));
                }
            }
        }
    }

    private String type(List<Map<String, Object>> parts) {
        List<String> types = new ArrayList<>(List.of(TYPES));
        for (Map<String, Object> part : parts) {
            Object type = part.get("type");
            if (type != null) {
                types.retainAll(type instanceof List<?> list ? list : List.of(type));
            }
        }
        boolean container = parts.stream().anyMatch(part -> part.containsKey("properties"));
        return types.isEmpty()
                ? "null"
                : container && types.contains("object") ? "object" : types.get(random.nextInt(types.size()));
    }

    private Object members(List<Map<String, Object>> parts, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String key : KEYS) {
            boolean required = parts.stream().anyMatch(part -> List.of(key).equals(part.get("required")));
            if (required || (depth > 0 && random.nextInt(3) > 0)) {
                Object schema = member(parts, key);
                if (required || schema != null || random.nextInt(6) == 0) {
                    members.put(key, sample(schema == null ? true : schema, depth - 1));
                }
            }
        }
        return members;
    }

    private static @Nullable Object member(List<Map<String, Object>> parts, String key) {
        for (Map<String, Object> part : parts) {
            if (part.get("properties") instanceof Map<?, ?> properties && properties.containsKey(key)) {
                return properties.get(key);
            }
        }
        return null;
    }

    private Object elements(List<Map<String, Object>> parts, int depth) {
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < (depth > 0 ? random.nextInt(4) : 0); i++) {
            Object schema = true;
            for (Map<String, Object> part : parts) {
                Object items = part.getOrDefault("prefixItems", part.get("items"));
                schema = items instanceof List<?> list && i < list.size()
                        ? list.get(i)
                        : part.getOrDefault("items", schema);
            }
            elements.add(sample(schema, depth - 1));
        }
        return elements;
    }

    static String json(Object value) {
        StringBuilder json = new StringBuilder();
        write(value, json);
        return json.toString();
    }

    private static void write(Object value, StringBuilder json) {
        if (value instanceof Map<?, ?> map) {
            json.append('{');
            map.forEach((key, inner) -> {
                json.append(json.charAt(json.length() - 1) == '{' ? "\"" : ",\"")
                        .append(key)
                        .append("\":");
                write(inner, json);
            });
            json.append('}');
        } else if (value instanceof List<?> list) {
            json.append('[');
            for (Object inner : list) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
                write(inner, json);
            }
            json.append(']');
        } else if (value instanceof String) {
            json.append('"').append(value).append('"');
        } else {
            json.append(isNull(value) ? "null" : value);
        }
    }
}

package dev.weir.json.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value of a {@link JsonTree}, in the form that the validator asks for. Values are equal only to themselves.
 *
 * <p>The validator keeps {@link #getJsonPointer} of every value that it looks at. In a schema that is the pointer; in a
 * document, whose keys may be as long and as nested as its author likes, it is the value's number, which costs the same
 * everywhere, and {@link #pointer} is what people get to read.
 */
final class JsonValue implements JsonNode {

    private final JsonTree tree;
    private final @Nullable JsonValue parent;
    private final String key;
    private final int number;
    private final SimpleType type;
    private final @Nullable Object content;
    private final @Nullable String place;

    JsonValue(
            JsonTree tree,
            @Nullable JsonValue parent,
            String key,
            int number,
            SimpleType type,
            @Nullable Object content) {
        this.tree = tree;
        this.parent = parent;
        this.key = key;
        this.number = number;
        this.type = type;
        this.content = content;
        this.place = tree.hasPointers() ? placeIn(parent, key) : null;
    }

    private static String placeIn(@Nullable JsonValue container, String key) {
        if (container == null) {
            return "";
        }
        String step =
                container.isArray() ? Integer.toString(container.elements().size()) : encoded(key);
        return container.place + '/' + step;
    }

    private static String encoded(String key) {
        return JsonNode.encodeJsonPointer(key);
    }

    static Object emptyContent(boolean object) {
        return object ? new LinkedHashMap<String, JsonValue>() : new ArrayList<JsonValue>();
    }

    JsonTree tree() {
        return tree;
    }

    @Nullable
    JsonValue parent() {
        return parent;
    }

    /** How many values of its tree begin before it. */
    int number() {
        return number;
    }

    @SuppressWarnings("unchecked")
    Map<String, JsonValue> members() {
        return (Map<String, JsonValue>) Objects.requireNonNull(content);
    }

    @SuppressWarnings("unchecked")
    List<JsonValue> elements() {
        return (List<JsonValue>) Objects.requireNonNull(content);
    }

    @Nullable
    JsonValue member(String name) {
        return isObject() ? members().get(name) : null;
    }

    /** Where it is, as RFC 6901 has it; costs its length, and that of the arrays around it. */
    String pointer() {
        List<String> keys = new ArrayList<>();
        JsonValue value = this;
        for (JsonValue outer = parent; outer != null; outer = outer.parent) {
            keys.add(outer.isArray() ? Integer.toString(outer.elements().indexOf(value)) : encoded(value.key));
            value = outer;
        }
        StringBuilder pointer = new StringBuilder();
        for (int i = keys.size() - 1; i >= 0; i--) {
            pointer.append('/').append(keys.get(i));
        }
        return pointer.toString();
    }

    /** The value in the one form that all equal values share: numbers without idle zeros, members in order. */
    String canonical() {
        return CanonicalJson.of(this);
    }

    @Override
    public String getJsonPointer() {
        return place == null ? Integer.toString(number) : place;
    }

    @Override
    public SimpleType getNodeType() {
        return type;
    }

    @Override
    public boolean asBoolean() {
        return (Boolean) Objects.requireNonNull(content);
    }

    @Override
    public String asString() {
        return String.valueOf(content);
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return (BigDecimal) Objects.requireNonNull(content);
    }

    @Override
    public List<JsonNode> asArray() {
        return Collections.unmodifiableList(elements());
    }

    @Override
    public Map<String, JsonNode> asObject() {
        return Collections.unmodifiableMap(members());
    }
}

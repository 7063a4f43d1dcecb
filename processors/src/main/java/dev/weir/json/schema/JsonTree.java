package dev.weir.json.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.harrel.jsonschema.SimpleType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as a tree. Reading costs time and memory in proportion to the text; what would cost more later is not read:
 * containers more than {@value #MAX_DEPTH} deep, numbers of more than {@value #MAX_DIGITS} digits or beyond
 * 1e{@value #MAX_EXPONENT}.
 */
final class JsonTree {

    static final int MAX_DEPTH = 1_000;
    static final int MAX_DIGITS = 1_000;
    static final int MAX_EXPONENT = 1_000;

    private static final JsonFactory PARSERS = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final boolean hasPointers;
    private final List<JsonValue> values = new ArrayList<>();
    private @Nullable Steps steps;

    private JsonTree(boolean hasPointers) {
        this.hasPointers = hasPointers;
    }

    /** Reads a schema. */
    static JsonTree schema(byte[] text) throws UnreadableException {
        return read(text, 0, text.length, true);
    }

    /** Reads a document to judge. */
    static JsonTree document(byte[] text, int offset, int length) throws UnreadableException {
        return read(text, offset, length, false);
    }

    private static JsonTree read(byte[] text, int offset, int length, boolean hasPointers) throws UnreadableException {
        JsonTree tree = new JsonTree(hasPointers);
        try (JsonParser parser = PARSERS.createParser(text, offset, length)) {
            try {
                tree.read(parser);
            } catch (StreamConstraintsException e) {
                throw new UnreadableException("a number of more than " + MAX_DIGITS
                        + " digits, or containers more than " + MAX_DEPTH + " deep");
            } catch (JsonProcessingException e) {
                JsonLocation place = parser.currentLocation();
                throw new UnreadableException(
                        "not JSON at line " + place.getLineNr() + ", column " + place.getColumnNr());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private void read(JsonParser parser) throws IOException, UnreadableException {
        JsonValue container = null;
        String key = "";
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                key = parser.currentName();
            } else if (token.isStructEnd()) {
                container = container == null ? null : container.parent();
            } else if (container == null && !values.isEmpty()) {
                throw new UnreadableException("more than one value");
            } else {
                JsonValue value = add(container, key, parser, token);
                container = token.isStructStart() ? value : container;
            }
        }
        if (values.isEmpty()) {
            throw new UnreadableException("no value");
        }
    }

    private JsonValue add(@Nullable JsonValue container, String key, JsonParser parser, JsonToken token)
            throws IOException, UnreadableException {
        SimpleType type = SimpleType.NULL;
        Object content = null;
        if (token.isStructStart()) {
            boolean object = token == JsonToken.START_OBJECT;
            type = object ? SimpleType.OBJECT : SimpleType.ARRAY;
            content = JsonValue.emptyContent(object);
        } else if (token.isNumeric()) {
            BigDecimal decimal = number(parser.getText());
            type = decimal.scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
            content = decimal;
        } else if (token.isBoolean()) {
            type = SimpleType.BOOLEAN;
            content = token == JsonToken.VALUE_TRUE;
        } else if (token == JsonToken.VALUE_STRING) {
            type = SimpleType.STRING;
            content = parser.getText();
        }
        JsonValue value = new JsonValue(this, container, key, values.size(), type, content);
        values.add(value);
        if (container != null && container.isArray()) {
            container.elements().add(value);
        } else if (container != null) {
            container.members().put(key, value);
        }
        return value;
    }

    private static BigDecimal number(String text) throws UnreadableException {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (Math.abs((long) number.scale()) <= MAX_EXPONENT + (long) MAX_DIGITS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Its exponent has more than ten digits.
        }
        throw new UnreadableException("a number beyond 1e" + MAX_EXPONENT);
    }

    JsonValue root() {
        return values.get(0);
    }

    /** The values in the order in which they begin. */
    List<JsonValue> values() {
        return values;
    }

    boolean hasPointers() {
        return hasPointers;
    }

    /** Begins to count what judging this tree costs. */
    void meter(Steps meter) {
        steps = meter;
    }

    @Nullable
    Steps steps() {
        return steps;
    }
}

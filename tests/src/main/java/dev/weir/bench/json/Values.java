package dev.weir.bench.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON text says, so that two texts can be compared whatever their spelling: maps, lists, strings, numbers, Booleans
 * and {@link #NULL}. Numbers are equal if their values are; of two members of one name the last counts.
 */
final class Values {

    /** The value null, which is none in Java's collections. */
    enum Null {
        NULL
    }

    static final Null NULL = Null.NULL;

    private static final JsonFactory PARSERS = new JsonFactory();

    private Values() {}

    /** The text's values, one or several; null if it is no JSON or nothing. */
    static @Nullable List<Object> read(String text) {
        List<Object> values = new ArrayList<>();
        try (JsonParser parser = PARSERS.createParser(text)) {
            while (parser.nextToken() != null) {
                values.add(value(parser));
            }
        } catch (IOException e) {
            return null;
        }
        return values.isEmpty() ? null : values;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
        };
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    /** A number by its value; one that no computer reckons with by its spelling. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros();
        } catch (ArithmeticException | NumberFormatException e) {
            return text;
        }
    }
}

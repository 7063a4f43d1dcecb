package dev.weir.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of JSON. What is not there, or is something else, reads as empty, so that an older or newer server can be watched. */
public final class Tree {

    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable Object value;

    private Tree(@Nullable Object value) {
        this.value = value;
    }

    /** @throws WatchException if it is not JSON */
    static Tree parse(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return new Tree(read(parser));
        } catch (IOException e) {
            throw new WatchException("The server sends something else than a Weir does: " + json + ".");
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Tree> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(new Tree(read(parser)));
            }
            return elements;
        }
        if (token == null) {
            throw new IOException("the text ends too early");
        }
        return token.isNumeric()
                ? (Object) parser.getDoubleValue()
                : token.isBoolean() ? (Object) parser.getBooleanValue() : parser.getValueAsString();
    }

    /** A member of an object. */
    public Tree at(String name) {
        return new Tree(value instanceof Map<?, ?> members ? members.get(name) : null);
    }

    /** A text; empty if it is none. */
    public String text() {
        return value instanceof String text ? text : "";
    }

    /** A number; NaN if it is none. */
    public double number() {
        return value instanceof Double number ? number : Double.NaN;
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** The elements of an array. */
    public List<Tree> elements() {
        List<Tree> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Tree tree) {
                    elements.add(tree);
                }
            }
        }
        return elements;
    }
}

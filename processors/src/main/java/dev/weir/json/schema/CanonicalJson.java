package dev.weir.json.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes values so that equal ones have equal text. */
final class CanonicalJson {

    private static final JsonFactory WRITERS = new JsonFactory();

    private CanonicalJson() {}

    static String of(JsonValue value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator writer = WRITERS.createGenerator(text)) {
            write(value, writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonValue value, JsonGenerator writer) throws IOException {
        switch (value.getNodeType()) {
            case NULL -> writer.writeNull();
            case BOOLEAN -> writer.writeBoolean(value.asBoolean());
            case STRING -> writer.writeString(value.asString());
            case INTEGER, NUMBER -> writer.writeNumber(value.asNumber());
            case ARRAY -> {
                writer.writeStartArray();
                for (JsonValue element : value.elements()) {
                    write(element, writer);
                }
                writer.writeEndArray();
            }
            case OBJECT -> {
                writer.writeStartObject();
                for (Map.Entry<String, JsonValue> member : new TreeMap<>(value.members()).entrySet()) {
                    writer.writeFieldName(member.getKey());
                    write(member.getValue(), writer);
                }
                writer.writeEndObject();
            }
        }
    }
}

package dev.weir.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes one JSON object. */
final class Json {

    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** Writes members of an object. */
    interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: the object is written to memory", e);
        }
        return text.toString();
    }

    /** Writes a number with four digits that count; null if it is none. */
    static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    /** As {@link #number(JsonGenerator, String, double)}, in an array. */
    static void number(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            double scale = Math.pow(10, 3 - Math.floor(Math.log10(Math.abs(value))));
            json.writeNumber(scale < 1 ? Math.rint(value) : Math.rint(value * scale) / scale);
        }
    }
}

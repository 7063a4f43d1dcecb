package dev.weir.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a configuration.
 *
 * @param source the file as the user named it
 * @param line from 1, or 0 if the file as a whole is meant
 * @param column from 1, in characters; 0 if the line is
 * @param path the key, such as {@code pipelines[0].filters[1].detect-loops.on-loop}; empty if the file as a whole is meant
 * @param value what is written there; null if nothing is, or if it may be a secret
 * @param message what is wrong, without a full stop
 * @param allowed what to write instead; null if the message says it
 */
public record Problem(
        String source,
        int line,
        int column,
        String path,
        @Nullable String value,
        String message,
        @Nullable String allowed) {

    /** One line for people; editors and terminals make its beginning a link. */
    public String toText() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(message);
        if (allowed != null) {
            text.append("; use ").append(allowed);
        }
        return visible(text);
    }

    /** Writes control characters as escapes: a value must not break the line or command the terminal. */
    private static String visible(CharSequence text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                visible.append(String.format("\\u%04X", c));
            } else {
                visible.append((char) c);
            }
        });
        return visible.toString();
    }

    /** One JSON object on one line with a member for each component. */
    public String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            generator.writeStringField("source", source);
            generator.writeNumberField("line", line);
            generator.writeNumberField("column", column);
            generator.writeStringField("path", path);
            generator.writeStringField("value", value);
            generator.writeStringField("message", message);
            generator.writeStringField("allowed", allowed);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }
}

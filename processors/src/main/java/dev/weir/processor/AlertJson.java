package dev.weir.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as it stands on the alerts topic: one JSON object. */
final class AlertJson {

    private static final JsonFactory JSON = new JsonFactory();

    private AlertJson() {}

    /** Writes where in a stream an alert belongs. */
    private interface Place {
        void write(JsonGenerator json) throws IOException;
    }

    /** An alert about a whole process, which is of no stream. */
    static byte[] write(Alert alert, String pipeline, long timeMs) {
        return write(alert, pipeline, json -> {}, timeMs);
    }

    static byte[] write(
            Alert alert, Channel channel, String pipeline, byte @Nullable [] key, String stream, long timeMs) {
        Place place = json -> {
            json.writeStringField("key", key == null ? null : new String(key, StandardCharsets.UTF_8));
            json.writeStringField("stream", stream);
            json.writeStringField("channel", channel.kind().name().toLowerCase(Locale.ROOT));
            if (channel.kind() == Channel.Kind.ARGUMENTS) {
                json.writeNumberField("call", channel.index());
            }
            json.writeNumberField("offset", alert.offset());
        };
        return write(alert, pipeline, place, timeMs);
    }

    private static byte[] write(Alert alert, String pipeline, Place place, long timeMs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", alert.type());
            json.writeStringField("kind", alert.kind());
            json.writeStringField("pipeline", pipeline);
            place.write(json);
            for (Map.Entry<String, Object> detail : alert.details().entrySet()) {
                json.writeFieldName(detail.getKey());
                writeValue(json, detail.getValue());
            }
            json.writeNumberField("time", timeMs);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Double fraction) {
            json.writeNumber(fraction);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else {
            json.writeString(value.toString());
        }
    }
}

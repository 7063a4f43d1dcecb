package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Prints records a line each: as JSON, or only the values of one topic. */
final class RecordPrinter implements PipeDriver.Sink {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final OutputStream output;
    private final @Nullable String onlyTopic;

    /** @param onlyTopic if not null, the topic whose values are printed as they are and alone */
    RecordPrinter(OutputStream output, @Nullable String onlyTopic) {
        this.output = output;
        this.onlyTopic = onlyTopic;
    }

    @Override
    public void accept(String topic, TestRecord<byte[], byte[]> record) throws IOException {
        if (onlyTopic == null) {
            output.write(json(topic, record));
            output.write('\n');
        } else if (topic.equals(onlyTopic) && record.value() != null) {
            output.write(record.value());
            output.write('\n');
        }
    }

    private static byte[] json(String topic, TestRecord<byte[], byte[]> record) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("topic", topic);
            write(json, "key", record.key());
            write(json, "value", record.value());
            if (record.headers().iterator().hasNext()) {
                json.writeObjectFieldStart("headers");
                for (Header header : record.headers()) {
                    json.writeStringField(
                            header.key(), header.value() == null ? null : new String(header.value(), UTF_8));
                }
                json.writeEndObject();
            }
            json.writeNumberField("timestamp", record.timestamp());
            json.writeEndObject();
        }
        return line.toByteArray();
    }

    private static void write(JsonGenerator json, String name, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(name);
            return;
        }
        try {
            json.writeStringField(
                    name, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            json.writeStringField(name + "Base64", Base64.getEncoder().encodeToString(bytes));
        }
    }
}

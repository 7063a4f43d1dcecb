package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a record from a line of JSON. A value that is an object or array rather than a string is taken as its bytes. */
final class RecordLine {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final String KEYS = "key, value, valueBase64, headers, timestamp and topic";

    private final byte[] line;
    private final long number;
    private @Nullable String topic;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
    private boolean hasValue;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Long timestampMs;

    private RecordLine(byte[] line, long number) {
        this.line = line;
        this.number = number;
    }

    /** @throws UserMistake that names the line if it is not a record */
    static PipeRecord parse(byte[] line, long number) {
        return new RecordLine(line, number).parse();
    }

    private PipeRecord parse() {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw mistake("a record is a JSON object with " + KEYS);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                member(name, parser);
            }
            if (parser.nextToken() != null) {
                throw mistake("more follows behind the record");
            }
        } catch (JsonProcessingException e) {
            throw mistake("not sound JSON: " + e.getOriginalMessage() + " (use --in text if lines are values)");
        } catch (IOException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
        if (!hasValue) {
            throw mistake("a record needs a value; null is a tombstone");
        }
        return new PipeRecord(topic, key, value, headers, timestampMs);
    }

    private void member(String name, JsonParser parser) throws IOException {
        boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
        switch (name) {
            case "topic" -> topic = isNull ? null : text(name, parser);
            case "key" -> key = isNull ? null : text(name, parser).getBytes(UTF_8);
            case "value" -> {
                hasValue = true;
                value = isNull ? null : value(parser);
            }
            case "valueBase64" -> {
                hasValue = true;
                try {
                    value = Base64.getDecoder().decode(text(name, parser));
                } catch (IllegalArgumentException e) {
                    throw mistake("valueBase64: " + e.getMessage());
                }
            }
            case "timestamp" -> {
                if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
                    throw mistake("timestamp is milliseconds since 1970, a whole number");
                }
                timestampMs = parser.getLongValue();
            }
            case "headers" -> {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw mistake("headers is an object of texts");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String header = parser.currentName();
                    parser.nextToken();
                    headers.put(header, text("headers." + header, parser));
                }
            }
            default -> throw mistake("'" + name + "' is no part of a record; there are " + KEYS);
        }
    }

    private byte[] value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText().getBytes(UTF_8);
        }
        if (!parser.currentToken().isStructStart()) {
            throw mistake("value is a text, an object or null");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(line, start, (int) parser.currentLocation().getByteOffset());
    }

    private String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mistake(name + " is a text");
        }
        return parser.getText();
    }

    private UserMistake mistake(String message) {
        return new UserMistake("line " + number + ": " + message);
    }
}

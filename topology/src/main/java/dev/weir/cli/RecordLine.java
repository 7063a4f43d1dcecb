package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Reads a record from a line of JSON. A value that is an object or array rather than a string is taken as its bytes. */
final class RecordLine {

    /** Nothing is limited: the line is in memory already, and its strings can hold no more than it does. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final String KEYS = "key, value, valueBase64, headers, timestamp and topic";

    private final byte[] line;
    private final long number;
    private final Set<String> members = new HashSet<>();
    private final Headers headers = new RecordHeaders();
    private @Nullable String topic;
    private byte @Nullable [] key;
    private byte @Nullable [] value;
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
            requireObject(parser);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!members.add(name)) {
                    throw mistake("'" + name + "' stands twice; keep one");
                }
                parser.nextToken();
                member(name, parser);
            }
            if (parser.nextToken() != null) {
                throw mistake("more follows behind the record; a line holds one");
            }
        } catch (JsonProcessingException e) {
            throw mistake("not sound JSON at column " + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
        if (members.contains("value") && members.contains("valueBase64")) {
            throw mistake("there are both value and valueBase64; keep one");
        }
        if (!members.contains("value") && !members.contains("valueBase64")) {
            throw mistake("the record has no value; for one that deletes its key write \"value\":null");
        }
        return new PipeRecord(topic, key, value, headers, timestampMs);
    }

    private void requireObject(JsonParser parser) throws IOException {
        JsonToken first;
        try {
            first = parser.nextToken();
        } catch (JsonProcessingException e) {
            first = null;
        }
        if (first != JsonToken.START_OBJECT) {
            throw mistake("not a record, which is a JSON object such as {\"key\":\"s1\",\"value\":\"text\"};"
                    + " with --in text each line is a value as it stands");
        }
    }

    private void member(String name, JsonParser parser) throws IOException {
        boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
        switch (name) {
            case "topic" -> topic = isNull ? null : text(name, parser);
            case "key" -> key = isNull ? null : bytes(name, parser);
            case "value" -> value = isNull ? null : value(parser);
            case "valueBase64" -> {
                try {
                    value = Base64.getDecoder().decode(text(name, parser));
                } catch (IllegalArgumentException e) {
                    throw mistake("valueBase64 is not Base64: " + e.getMessage());
                }
            }
            case "timestamp" -> timestampMs = isNull ? null : timestamp(parser);
            case "headers" -> {
                if (!isNull) {
                    headers(parser);
                }
            }
            default -> throw mistake("a record has no '" + name + "'; it has " + KEYS);
        }
    }

    private long timestamp(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                long timestamp = parser.getLongValue();
                if (timestamp >= 0) {
                    return timestamp;
                }
            } catch (JsonProcessingException e) {
                // Too large to be a time.
            }
        }
        throw mistake("timestamp must be the milliseconds since 1970, a whole number");
    }

    private void headers(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw mistake("headers must be an object such as {\"name\":\"text\"}");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String header = parser.currentName();
            boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
            headers.add(header, isNull ? null : bytes("headers." + header, parser));
        }
    }

    private byte[] value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return bytes("value", parser);
        }
        if (!parser.currentToken().isStructStart()) {
            throw mistake("value must be a text, an object, an array or null; put other values in quotes");
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(line, start, (int) parser.currentLocation().getByteOffset());
    }

    private byte[] bytes(String name, JsonParser parser) throws IOException {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(text(name, parser)));
            return Arrays.copyOfRange(encoded.array(), encoded.arrayOffset(), encoded.limit());
        } catch (CharacterCodingException e) {
            throw mistake(name + " holds half of a surrogate pair, which no UTF-8 can stand for");
        }
    }

    private String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw mistake(name + " must be a text in quotes");
        }
        return parser.getText();
    }

    private UserMistake mistake(String message) {
        return new UserMistake("line " + number + ": " + message);
    }
}

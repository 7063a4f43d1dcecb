package dev.weir.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.OptionValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Opens the filter under test and asks an independent parser whether text is JSON. */
final class Json {

    private static final JsonFactory PARSERS = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000_000)
                    .maxNumberLength(10_000_000)
                    .maxStringLength(100_000_000)
                    .maxNameLength(10_000_000)
                    .build())
            .build();

    private Json() {}

    static Supplier<Filter> filter(Channel channel, boolean wholeDocument, Map<String, String> options) {
        RepairJson type = new RepairJson();
        FilterFactory filters = type.configure(new OptionValues(type.options(), options));
        return () -> Objects.requireNonNull(filters.open(channel, wholeDocument));
    }

    static Supplier<Filter> arguments() {
        return filter(Channel.arguments(0), false, Map.of());
    }

    private static final byte[] LETTER = "0041".getBytes(StandardCharsets.US_ASCII);

    static Supplier<Filter> content() {
        return filter(Channel.CONTENT, false, Map.of());
    }

    /**
     * What is wrong with the text as one JSON value or several; empty if nothing is. The escape of half a surrogate pair
     * is sound by the grammar (RFC 8259, section 8.2), but Jackson refuses it in names: it is made a letter first.
     */
    static String mistake(byte[] text) {
        try (JsonParser parser = parser(text)) {
            while (parser.nextToken() != null) {
                read(parser);
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whether the text is one JSON value. */
    static boolean isOneValue(byte[] text) {
        try (JsonParser parser = parser(text)) {
            int depth = 0;
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                values += depth == 0 ? 1 : 0;
                read(parser);
            }
            return values == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static void read(JsonParser parser) throws IOException {
        if (parser.currentToken().isNumeric()) {
            parser.getText();
        }
        parser.finishToken();
    }

    /** Reads characters, for from bytes Jackson guesses the encoding, and it takes some UTF-8 that is ill-formed. */
    private static JsonParser parser(byte[] text) throws IOException {
        byte[] letters = text.clone();
        for (int i = 0; i + 6 <= text.length; i += text[i] == '\\' ? 2 : 1) {
            boolean surrogate = text[i] == '\\'
                    && text[i + 1] == 'u'
                    && (text[i + 2] | 0x20) == 'd'
                    && text[i + 3] > '7'
                    && HexFormat.isHexDigit(text[i + 3])
                    && HexFormat.isHexDigit(text[i + 4])
                    && HexFormat.isHexDigit(text[i + 5]);
            if (surrogate) {
                System.arraycopy(LETTER, 0, letters, i + 2, LETTER.length);
            }
        }
        CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(letters));
        return PARSERS.createParser(characters.array(), 0, characters.length());
    }

    /** The text's values in one spelling, so that equal values are equal texts; the text itself if it is no JSON. */
    static String canonical(String text) {
        StringBuilder out = new StringBuilder();
        try (JsonParser parser = PARSERS.createParser(text)) {
            while (parser.nextToken() != null) {
                out.append(parser.currentToken()).append(' ');
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        || parser.currentToken().isScalarValue()) {
                    out.append(parser.getText());
                }
                out.append('\n');
            }
            return out.toString();
        } catch (IOException e) {
            return "no JSON: " + text;
        }
    }
}

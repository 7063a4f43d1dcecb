package dev.weir.bench.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's token stream, which repairs nothing and writes nothing: how fast a good Java parser comes to the end of a
 * sound document.
 */
final class JacksonReader implements Repairer {

    private final JsonFactory factory = new JsonFactory();
    private final Output output = new Output();

    @Override
    public @Nullable Output repair(byte[] document) {
        output.clear();
        byte[] tokens = {0};
        try (JsonParser parser = factory.createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                tokens[0] += (byte) token.id();
            }
        } catch (IOException e) {
            return null;
        }
        output.text(tokens);
        return output;
    }
}

package dev.weir.similar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The header of a record that names the earlier records it is like: a JSON array of objects, the most similar first, such as
 * {@code [{"partition":0,"offset":17,"cosine":0.9731}]}.
 */
public final class SimilarHeader {

    /** What it is called. */
    public static final String NAME = "weir-similar";

    private static final JsonFactory JSON = new JsonFactory();

    private SimilarHeader() {}

    /**
     * The header's value.
     *
     * @param withTopics whether to say the topics too, which it takes where there are several
     */
    public static byte[] write(List<Neighbour> neighbours, boolean withTopics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * neighbours.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Neighbour neighbour : neighbours) {
                json.writeStartObject();
                if (withTopics) {
                    json.writeStringField("topic", neighbour.position().topic());
                }
                json.writeNumberField("partition", neighbour.position().partition());
                json.writeNumberField("offset", neighbour.position().offset());
                json.writeNumberField("cosine", neighbour.rounded());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

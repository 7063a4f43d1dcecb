package dev.weir.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Judges the states of the pipelines as Kubernetes wants to know them: restart what is in ERROR, and send no traffic to,
 * nor go on with a rolling update past, what is not RUNNING.
 */
final class Health {

    private static final JsonFactory JSON = new JsonFactory();

    private Health() {}

    /** 200 while no pipeline is in ERROR: rebalancing or restoring state for long is no reason for a restart. */
    static Response alive(Map<String, String> states) {
        return response(!states.containsValue("ERROR"), states);
    }

    /** 200 when there are pipelines and all are RUNNING. */
    static Response ready(Map<String, String> states) {
        return response(!states.isEmpty() && states.values().stream().allMatch("RUNNING"::equals), states);
    }

    private static Response response(boolean good, Map<String, String> states) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, String> state : states.entrySet()) {
                json.writeStringField(state.getKey(), state.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.of(good ? 200 : 503, "application/json", line + "\n");
    }
}

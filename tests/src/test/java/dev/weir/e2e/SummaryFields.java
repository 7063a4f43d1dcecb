package dev.weir.e2e;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a summary of repeated lines says. */
record SummaryFields(Map<String, String> fields) {

    static SummaryFields of(Message message) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(message.text())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    fields.put(json.currentName(), json.getText());
                }
            }
        }
        return new SummaryFields(fields);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    long number(String name) {
        return Long.parseLong(text(name));
    }

    /** Of which lines, and which window of them. */
    String window() {
        return text("fingerprint") + text("first");
    }
}

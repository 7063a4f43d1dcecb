package dev.weir.demo;

import java.util.List;

/**
 * One response as its model means it, before it is put into envelopes.
 *
 * @param id of the response, as the API gives it
 * @param key of its records: the conversation
 * @param finishReason as the API gives it: stop, length or tool_calls
 * @param tool the function that is called, empty if none is
 */
record DemoStream(
        String id,
        String key,
        Scenario scenario,
        String model,
        List<Piece> pieces,
        String finishReason,
        String tool,
        boolean usage) {

    /** Where a piece of text goes in the envelope. */
    enum Place {
        CONTENT,
        REASONING,
        ARGUMENTS
    }

    /** What one chunk carries. */
    record Piece(Place place, String text) {}

    /** All the text that goes to one place. */
    String text(Place place) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.place() == place) {
                out.append(piece.text());
            }
        }
        return out.toString();
    }
}

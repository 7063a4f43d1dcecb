package dev.weir.json;

import dev.weir.filter.OptionException;
import dev.weir.json.schema.SchemaCheck;
import dev.weir.json.schema.SchemaException;
import dev.weir.json.schema.SchemaGuide;

/**
 * A JSON Schema as the engine needs it. Immutable.
 *
 * @param guide says what may stand in a place
 * @param check judges finished documents
 * @param keptBytes how long a document may be that is kept to be judged
 */
record JsonSchema(SchemaGuide guide, SchemaCheck check, int keptBytes) {

    private static final int SHOWN_CHARACTERS = 40;

    /**
     * Reads a schema.
     *
     * @throws OptionException if it cannot be used; says which place of it is wrong, and why
     */
    static JsonSchema compile(String option, String text, int keptBytes) {
        try {
            return new JsonSchema(SchemaGuide.compile(text), SchemaCheck.compile(text), keptBytes);
        } catch (SchemaException e) {
            String line = text.strip().replaceAll("\\s+", " ");
            String shown = line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "..";
            throw new OptionException(option, shown, "a JSON Schema that can be used; " + e.getMessage());
        }
    }

    /** The same for a text that is kept anyway. */
    JsonSchema keepingAll() {
        return new JsonSchema(guide, check, Integer.MAX_VALUE);
    }
}

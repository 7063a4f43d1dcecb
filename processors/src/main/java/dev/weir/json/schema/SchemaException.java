package dev.weir.json.schema;

/** Thrown for a schema that cannot be used; the message begins with the JSON pointer of the place that is wrong. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    SchemaException(String pointer, String problem) {
        super((pointer.isEmpty() ? "the schema" : pointer) + ": " + problem);
        this.pointer = pointer;
    }

    /** Where in the schema; empty for the whole of it. */
    public String pointer() {
        return pointer;
    }
}

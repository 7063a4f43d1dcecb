package dev.weir.json.schema;

/** Thrown for text that {@link JsonTree} does not read; the message says why and has nothing of the text. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;

    UnreadableException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}

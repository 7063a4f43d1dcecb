package dev.weir.envelope;

/**
 * A call of a tool that a value names.
 *
 * @param stream the stream of the value that it belongs to
 * @param choice the choice of the stream that the text of its arguments comes in; -1 if that is {@code stream}
 * @param index which call of that stream it is: the index of the channel of its arguments
 * @param name the name of the tool
 * @param argumentsStart where its arguments begin in the value, if they stand there as JSON rather than as text; else -1
 * @param argumentsEnd just behind them
 */
public record ToolCall(int stream, int choice, int index, String name, int argumentsStart, int argumentsEnd) {

    /** A call whose arguments come as text, now or later. */
    static ToolCall named(int stream, int choice, int index, String name) {
        return new ToolCall(stream, choice, index, name, -1, -1);
    }

    /** Whether the arguments stand in the value as JSON. */
    public boolean hasJson() {
        return argumentsStart >= 0;
    }

    ToolCall of(int otherStream) {
        return new ToolCall(otherStream, choice, index, name, argumentsStart, argumentsEnd);
    }
}

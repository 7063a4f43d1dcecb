package dev.weir.filter;

/**
 * What a piece of a stream's text is: the answer, the thinking before it, or the arguments of one tool call.
 *
 * @param kind what the text is
 * @param index which tool call of the response, from 0; always 0 for the other kinds
 */
public record Channel(Kind kind, int index) {

    /** What the text of a channel is. The order is part of the stored sessions' format: only append. */
    public enum Kind {
        CONTENT,
        THINKING,
        ARGUMENTS
    }

    public static final Channel CONTENT = new Channel(Kind.CONTENT, 0);
    public static final Channel THINKING = new Channel(Kind.THINKING, 0);

    public Channel {
        if (index < 0 || (index > 0 && kind != Kind.ARGUMENTS)) {
            throw new IllegalArgumentException("channel " + kind + " cannot have index " + index);
        }
    }

    /** The channel of the arguments of tool call {@code index} of a response. */
    public static Channel arguments(int index) {
        return new Channel(Kind.ARGUMENTS, index);
    }
}

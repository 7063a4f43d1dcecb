package dev.weir.filter;

/**
 * What a piece of a stream's text is: the answer, the thinking before it, or the arguments of one tool call.
 *
 * @param kind what the text is
 * @param index which tool call of the response, from 0; always 0 for the other kinds
 */
public record Channel(Kind kind, int index) {

    /** What the text of a channel is. */
    public enum Kind {
        CONTENT(0),
        THINKING(1),
        ARGUMENTS(2);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The number that stands for it in stored state. */
        public int code() {
            return code;
        }

        /** @throws MalformedStateException if no kind has that number */
        public static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new MalformedStateException(
                    "state has channel kind " + code + "; known are 0 to " + (values().length - 1));
        }
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

    /** As records have it, but for a look at the identity first: channels are compared several times a record. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Channel that && kind == that.kind && index == that.index);
    }

    @Override
    public int hashCode() {
        return kind.code() + 31 * index;
    }
}

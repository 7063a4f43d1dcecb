package dev.weir.filter;

/**
 * A state machine over the text of one channel of one stream.
 *
 * <p>The text arrives as UTF-8 bytes in pieces of any size; a piece may end inside a character. What a filter emits over
 * the whole stream never depends on where the pieces were cut. A filter may hold back only bytes whose fate later bytes
 * still decide, and nothing after {@link #finish}.
 *
 * <p>A filter belongs to one thread at a time. It must not keep a reference to the arrays it is handed.
 */
public interface Filter {

    /**
     * Takes the next piece of text.
     *
     * @param text an array that holds the piece; valid only during the call and not to be written to
     * @param offset where the piece begins in {@code text}
     * @param length how many bytes the piece has; may be 0
     * @param output takes what is decided by now
     * @throws RefusedException if the stream is a whole document and this filter will not let it pass
     * @throws DroppedException if the stream is a log line and this filter takes it out
     */
    void accept(byte[] text, int offset, int length, FilterOutput output);

    /**
     * Ends the stream: emits all that is held back. No other method but {@link #heldBackBytes} is called afterwards.
     *
     * @throws RefusedException if the stream is a whole document and this filter will not let it pass
     * @throws DroppedException if the stream is a log line and this filter takes it out
     */
    void finish(FilterOutput output);

    /** How many bytes of the input are neither emitted nor removed yet: 0 when nothing is undecided. */
    int heldBackBytes();

    /** Whether {@link #finish} may emit text if the stream ended now, held back or made up (a missing closer, say). */
    boolean owesText();

    /** Whether the end of the text is left out, so that what the channel said is cut short. */
    default boolean cutsShort() {
        return false;
    }

    /** Writes everything that {@link #restore} needs to go on from here in another process. */
    void save(StateWriter state);

    /**
     * Takes over what {@link #save} wrote; called once, before the first {@link #accept}.
     *
     * @throws MalformedStateException if the bytes are not what this version's {@link #save} writes
     */
    void restore(StateReader state);
}

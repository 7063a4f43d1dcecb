package dev.weir.filter;

/**
 * A state machine over the turns of one conversation, which are spread over many responses.
 *
 * <p>It changes no text: what it hears has been sent. It belongs to one thread at a time, outlives the streams, and is saved
 * and restored as they are.
 */
public interface ConversationFilter {

    /** Takes the next turn. */
    void accept(Turn turn, ConversationOutput output);

    /** Says that a person, or whoever the model works for, has spoken: what comes now answers to that. */
    void userTurn(ConversationOutput output);

    /** Ends the conversation. No other method is called afterwards. */
    void finish(ConversationOutput output);

    /** Writes everything that {@link #restore} needs to go on from here in another process. */
    void save(StateWriter state);

    /**
     * Takes over what {@link #save} wrote; called once, before all else.
     *
     * @throws MalformedStateException if the bytes are not what this version's {@link #save} writes
     */
    void restore(StateReader state);
}

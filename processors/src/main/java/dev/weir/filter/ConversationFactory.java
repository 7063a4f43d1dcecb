package dev.weir.filter;

/** Opens a filter for each conversation. Immutable: shared by all threads of a pipeline. */
public interface ConversationFactory {

    /** Opens a filter for a conversation that begins. */
    ConversationFilter open();

    /** After how long without a turn a conversation is forgotten, in milliseconds. */
    long idleTimeoutMs();

    /** How many conversations each task remembers; the one that was silent longest is forgotten for another. */
    int maxConversations();
}

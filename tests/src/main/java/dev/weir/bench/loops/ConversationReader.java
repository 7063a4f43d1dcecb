package dev.weir.bench.loops;

import java.util.List;

/** Someone who reads conversations and calls out circles; start and period of its alarms count in turns. */
interface ConversationReader extends AutoCloseable {

    String label();

    /** Reads a whole conversation. */
    List<Alarm> read(Conversation conversation);

    @Override
    default void close() {}
}

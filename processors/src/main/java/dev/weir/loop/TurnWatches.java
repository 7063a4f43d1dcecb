package dev.weir.loop;

import dev.weir.filter.ConversationFactory;
import dev.weir.filter.ConversationFilter;

/** Opens what follows conversations. */
record TurnWatches(TurnThresholds thresholds, boolean tells, long idleTimeoutMs, int maxConversations)
        implements ConversationFactory {

    @Override
    public ConversationFilter open() {
        return new TurnWatch(thresholds, tells);
    }
}

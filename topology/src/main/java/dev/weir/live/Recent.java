package dev.weir.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last few messages of a kind, for those who come later; a newer one about the same thing takes the old one's place. */
final class Recent {

    static final int MAX_KEPT = 20;

    private final Map<Object, Message> messages = new LinkedHashMap<>();

    /** @param about what it is about */
    synchronized void add(Object about, Message message) {
        messages.remove(about);
        messages.put(about, message);
        if (messages.size() > MAX_KEPT) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    /** The oldest first. */
    synchronized List<Message> all() {
        return List.copyOf(messages.values());
    }
}

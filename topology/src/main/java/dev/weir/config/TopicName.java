package dev.weir.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Kafka allows as the name of a topic. */
final class TopicName {

    static final Pattern LEGAL = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    private TopicName() {}

    /** The topic, or null after a problem. */
    static @Nullable String read(Value value) {
        String topic = value.text("the name of a topic");
        if (topic != null && !LEGAL.matcher(topic).matches()) {
            value.problem(
                    topic,
                    value.quoted(topic) + " is not the name of a Kafka topic",
                    "letters, digits, dots, underscores and hyphens, from 1 to 249 of them, and not . or .. alone");
            return null;
        }
        return topic;
    }
}

package dev.weir.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.StateWriter;
import org.jspecify.annotations.Nullable;

/** Makes the keys of streams for one thread. */
final class StreamKeys {

    private final StateWriter scratch = new StateWriter();
    private String lastTopic = "";
    private byte[] lastTopicBytes = {};

    StreamKey of(String topic, byte @Nullable [] key, byte[] responseId, int choice) {
        if (!topic.equals(lastTopic)) {
            lastTopic = topic;
            lastTopicBytes = topic.getBytes(UTF_8);
        }
        return StreamKey.of(lastTopicBytes, key, responseId, choice, scratch);
    }
}

package dev.weir.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as standard input has it; what is null takes its default. */
final class PipeRecord {

    private final @Nullable String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, String> headers;
    private final @Nullable Long timestampMs;

    PipeRecord(
            @Nullable String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, String> headers,
            @Nullable Long timestampMs) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.timestampMs = timestampMs;
    }

    static PipeRecord ofValue(byte[] value) {
        return new PipeRecord(null, null, value, Map.of(), null);
    }

    @Nullable
    String topic() {
        return topic;
    }

    byte @Nullable [] key() {
        return key;
    }

    byte @Nullable [] value() {
        return value;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    Long timestampMs() {
        return timestampMs;
    }
}

package dev.weir.cli;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A record as standard input has it; what is null takes its default. */
final class PipeRecord {

    private final @Nullable String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Headers headers;
    private final @Nullable Long timestampMs;

    PipeRecord(
            @Nullable String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers,
            @Nullable Long timestampMs) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.timestampMs = timestampMs;
    }

    static PipeRecord ofValue(byte[] value) {
        return new PipeRecord(null, null, value, new RecordHeaders(), null);
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

    Headers headers() {
        return headers;
    }

    @Nullable
    Long timestampMs() {
        return timestampMs;
    }
}

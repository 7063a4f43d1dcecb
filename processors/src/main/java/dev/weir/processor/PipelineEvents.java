package dev.weir.processor;

import dev.weir.dedup.Decision;
import dev.weir.dedup.Summary;
import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Hears of single things that happen in one pipeline, for people who watch it.
 *
 * <p>Every method is called on a stream thread, and by several of them at once: it must not block or throw, and has to
 * cost next to nothing when nobody watches. Arrays are valid only during the call.
 */
public interface PipelineEvents {

    /** Hears nothing. */
    PipelineEvents NONE = new PipelineEvents() {};

    /**
     * An alert was raised, whether or not there is a topic for it.
     *
     * @param timeMs event time
     */
    default void alert(Alert alert, Channel channel, byte @Nullable [] key, String stream, long timeMs) {}

    /** A window told what it held back. */
    default void summary(Summary summary) {}

    /**
     * A record went to the dead-letter topic.
     *
     * @param valueBytes the length of its value
     * @param message why, one sentence, which may quote the record
     */
    default void dead(RecordMetadata source, int valueBytes, String reason, String stage, String message) {}

    /** A log line was compared with the ones before it. */
    default void decided(byte @Nullable [] key, byte[] text, int offset, int length, Decision decision) {}
}

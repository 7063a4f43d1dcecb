package dev.weir.config;

import java.util.List;

/**
 * Where a pipeline's records come from and how they are read.
 *
 * @param topics at least one; no two are equal
 * @param format the envelope's format, or {@code auto}
 * @param idleTimeoutMs after how long without a record a stream is taken to have ended
 * @param maxRecordBytes a record with a longer value goes to the dead-letter topic
 */
public record InputConfig(List<String> topics, String format, long idleTimeoutMs, int maxRecordBytes) {

    public InputConfig {
        topics = List.copyOf(topics);
    }
}

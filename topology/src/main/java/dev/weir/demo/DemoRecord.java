package dev.weir.demo;

import java.util.Map;

/**
 * One record for an input topic.
 *
 * @param key UTF-8, the conversation or the service
 * @param value UTF-8, a chunk in its envelope or a log line
 * @param timestampMs since the epoch, never less than the one before
 * @param headers in a fixed order
 * @param streamId what belongs together: a response, a storm, or a service in its normal state
 * @param scenario what is to be seen in it, for people
 */
@SuppressWarnings("ArrayRecordComponent")
public record DemoRecord(
        byte[] key, byte[] value, long timestampMs, Map<String, String> headers, String streamId, String scenario) {}

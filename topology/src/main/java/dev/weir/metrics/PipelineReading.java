package dev.weir.metrics;

import java.util.Map;

/**
 * What one pipeline has counted since the process began.
 *
 * @param records records that left a filter, by the filter's name, then by what became of them
 * @param filterSeconds how long filters took for records, by the filter's name
 * @param bytesIn bytes of record values that came in
 * @param bytesOut bytes of record values that went to the clean topic
 * @param thinkingBytes bytes of thinking that were taken out of content
 * @param jsonRepairs repairs of JSON by kind
 * @param loops generation loops by kind
 * @param duplicates records that were suppressed as duplicates
 * @param deadLetters dead letters by reason
 * @param sessions streams that are open now
 * @param heldBackBytes bytes that filters hold back now
 */
public record PipelineReading(
        Map<String, Map<String, Double>> records,
        Map<String, Distribution> filterSeconds,
        double bytesIn,
        double bytesOut,
        double thinkingBytes,
        Map<String, Double> jsonRepairs,
        Map<String, Double> loops,
        double duplicates,
        Map<String, Double> deadLetters,
        double sessions,
        double heldBackBytes) {}

package dev.weir.live;

import dev.weir.dedup.Decision;
import dev.weir.metrics.PipelineReading;
import dev.weir.processor.PipelineMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is counted, and written under the same name as a total and as a rate. */
enum Quantity {
    RECORDS_IN,
    RECORDS_OUT,
    BYTES_IN,
    BYTES_OUT,
    THINKING_BYTES,
    REPAIRS,
    LOOPS,
    DUPLICATES,
    DEAD,
    ALERTS;

    private static final String DEDUPLICATE = "deduplicate";
    private static final Set<String> PASSES = Arrays.stream(Decision.values())
            .filter(Decision::passes)
            .map(Decision::label)
            .collect(Collectors.toSet());

    double of(PipelineReading counted, double alerts) {
        return switch (this) {
            case RECORDS_IN -> recordsIn(counted);
            case RECORDS_OUT -> recordsOut(counted);
            case BYTES_IN -> counted.bytesIn();
            case BYTES_OUT -> counted.bytesOut();
            case THINKING_BYTES -> counted.thinkingBytes();
            case REPAIRS -> sum(counted.jsonRepairs());
            case LOOPS -> sum(counted.loops());
            case DUPLICATES -> counted.duplicates();
            case DEAD -> sum(counted.deadLetters());
            case ALERTS -> alerts;
        };
    }

    /** In camel case. */
    String label() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        return words[0] + (words.length == 1 ? "" : Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1));
    }

    static @Nullable Quantity cleanedBy(String filter) {
        return switch (filter) {
            case "strip-thinking" -> THINKING_BYTES;
            case "repair-json" -> REPAIRS;
            case "detect-loops" -> LOOPS;
            case DEDUPLICATE -> DUPLICATES;
            default -> null;
        };
    }

    private static double recordsIn(PipelineReading counted) {
        Map<String, Double> chain = counted.records().getOrDefault(PipelineMetrics.CHAIN, Map.of());
        return sum(chain) - chain.getOrDefault("released", 0.0);
    }

    private static double recordsOut(PipelineReading counted) {
        Map<String, Double> decided = counted.records().get(DEDUPLICATE);
        if (decided != null) {
            return decided.entrySet().stream()
                    .filter(entry -> PASSES.contains(entry.getKey()))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }
        Map<String, Double> chain = counted.records().getOrDefault(PipelineMetrics.CHAIN, Map.of());
        return List.of("unchanged", "changed", "released", "tombstone").stream()
                .mapToDouble(outcome -> chain.getOrDefault(outcome, 0.0))
                .sum();
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}

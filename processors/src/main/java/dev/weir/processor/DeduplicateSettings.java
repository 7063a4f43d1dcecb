package dev.weir.processor;

import dev.weir.dedup.DedupOptions;
import dev.weir.dedup.near.NearDuplicates;
import dev.weir.envelope.EnvelopeFormat;
import dev.weir.logline.LogFormat;
import dev.weir.window.SightingEngine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DeduplicateProcessor} is built from. Immutable; shared by all tasks of a pipeline.
 *
 * @param options how repeats are told and how long they are remembered
 * @param near makes what finds lines that are nearly equal; its result is null if lines have to be equal
 * @param format how text stands in the values
 * @param logFormat how the text of a log line is written; null to tell it by the lines
 * @param fields the fields of a log line that count beside its message
 * @param topics the input topics, in an order that stays
 * @param exactlyOnce whether the pipeline runs in transactions
 * @param outputs where records go
 * @param storeName the store of the windows
 * @param engine what holds the kinds of line that were seen once, for all tasks
 */
public record DeduplicateSettings(
        DedupOptions options,
        Supplier<@Nullable NearDuplicates> near,
        EnvelopeFormat format,
        @Nullable LogFormat logFormat,
        List<String> fields,
        List<String> topics,
        boolean exactlyOnce,
        Outputs outputs,
        String storeName,
        SightingEngine engine) {

    private static final int MAX_PARTITIONS = 1 << 20;

    public DeduplicateSettings {
        fields = List.copyOf(fields);
        topics = List.copyOf(topics);
    }

    /** Whether records come through a repartition topic, by their fingerprints. */
    boolean isGlobal() {
        return options.scope() == DedupOptions.Scope.GLOBAL;
    }

    /** A number for a partition of an input topic: topics of one task have partitions of the same number. */
    int partition(String topic, int partition) {
        return topics.indexOf(topic) * MAX_PARTITIONS + partition;
    }

    /** The name of the hook that writes the windows back. */
    public String hookName() {
        return storeName + "-commit";
    }
}

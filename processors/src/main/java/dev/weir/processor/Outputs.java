package dev.weir.processor;

import org.jspecify.annotations.Nullable;

/**
 * The nodes of the topology that take what a pipeline puts out; a null one is not configured, and what would go there is
 * dropped and counted.
 *
 * @param clean the next processor or the sink of the clean topic
 * @param thinking the sink of the thinking topic
 * @param alerts the sink of the alerts topic
 * @param duplicates the sink of the duplicates topic
 * @param dead the sink of the dead-letter topic
 */
public record Outputs(
        String clean,
        @Nullable String thinking,
        @Nullable String alerts,
        @Nullable String duplicates,
        String dead) {}

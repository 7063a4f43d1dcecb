package dev.weir.config;

import org.jspecify.annotations.Nullable;

/**
 * The topics that a pipeline writes to; what has no topic is dropped.
 *
 * @param clean the records that came through
 * @param thinking thinking text that was taken out of responses
 * @param alerts what a person or a gateway should know
 * @param duplicates the records that were removed as duplicates
 * @param dead the records that failed, with the reason in their headers
 */
public record OutputsConfig(
        String clean,
        @Nullable String thinking,
        @Nullable String alerts,
        @Nullable String duplicates,
        String dead) {}

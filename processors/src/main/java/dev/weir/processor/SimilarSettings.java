package dev.weir.processor;

import dev.weir.similar.SimilarOptions;

/**
 * What a {@link SimilarProcessor} is built from. Immutable; shared by all tasks of a pipeline.
 *
 * @param pipeline the pipeline's name
 * @param options what to find, and what to do about it
 * @param withTopics whether to say of which topic an earlier record is, for there are several
 * @param vectors opens what remembers the vectors of a task
 * @param outputs where records go
 */
public record SimilarSettings(
        String pipeline, SimilarOptions options, boolean withTopics, VectorLookahead vectors, Outputs outputs) {}

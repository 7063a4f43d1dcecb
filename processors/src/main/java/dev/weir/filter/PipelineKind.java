package dev.weir.filter;

/** What flows through a pipeline. */
public enum PipelineKind {
    /** Streams of chunks, or whole responses, of a language model. */
    LLM,
    /** Independent log lines. */
    LOG
}

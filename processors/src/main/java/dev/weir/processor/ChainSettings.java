package dev.weir.processor;

import dev.weir.envelope.EnvelopeFormat;
import dev.weir.filter.PipelineKind;
import dev.weir.session.FilterChain;
import java.util.Set;

/**
 * What a {@link ChainProcessor} is built from. Immutable; shared by all tasks of a pipeline.
 *
 * @param pipeline the pipeline's name
 * @param kind whether records are chunks of streams or independent lines
 * @param format how text stands in the values
 * @param chain the filters
 * @param reportedInHeader the names of the filters whose reports clean records have in a header
 * @param takesThinking whether the chain strips thinking, so that the thinking channel leaves the envelope
 * @param idleTimeoutMs after how long without a record a stream is ended, in milliseconds
 * @param maxRecordBytes the largest value that is read; larger ones are dead letters
 * @param exactlyOnce whether the pipeline runs in transactions
 * @param outputs where records go
 * @param storeName the store of the sessions; null if every record is a stream of its own
 */
public record ChainSettings(
        String pipeline,
        PipelineKind kind,
        EnvelopeFormat format,
        FilterChain chain,
        Set<String> reportedInHeader,
        boolean takesThinking,
        long idleTimeoutMs,
        int maxRecordBytes,
        boolean exactlyOnce,
        Outputs outputs,
        String storeName) {

    public ChainSettings {
        reportedInHeader = Set.copyOf(reportedInHeader);
    }

    /** The name of the hook that writes the sessions back. */
    public String hookName() {
        return storeName + "-commit";
    }

    /** The store of the conversations, which is there if the chain follows any. */
    public String conversationsName() {
        return storeName + "-conversations";
    }
}

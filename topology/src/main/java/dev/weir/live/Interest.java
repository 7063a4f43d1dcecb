package dev.weir.live;

import org.jspecify.annotations.Nullable;

/**
 * What a subscriber wants samples of.
 *
 * @param pipeline the name of a pipeline; null for all
 * @param filter the name of a filter; null for all
 * @param changedOnly whether texts that the filter left as they were are of no interest
 */
public record Interest(@Nullable String pipeline, @Nullable String filter, boolean changedOnly) {

    /** What the page shows: repairs of JSON, wherever they are made. */
    public static final Interest REPAIRS = new Interest(null, "repair-json", true);

    boolean includes(String ofPipeline, String ofFilter) {
        return (pipeline == null || pipeline.equals(ofPipeline)) && (filter == null || filter.equals(ofFilter));
    }
}

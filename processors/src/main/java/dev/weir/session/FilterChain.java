package dev.weir.session;

import dev.weir.filter.FilterFactory;
import dev.weir.filter.StateReader;
import java.util.List;

/**
 * The filters of a pipeline in their order, ready to open for each stream. Immutable; shared by all threads.
 *
 * @param stages the filters
 */
public record FilterChain(List<Stage> stages) {

    /**
     * One filter of the chain.
     *
     * @param name the filter's name; with its position it finds its part of a saved state again
     * @param factory opens it for a channel
     */
    public record Stage(String name, FilterFactory factory) {}

    public FilterChain {
        stages = List.copyOf(stages);
    }

    /**
     * Opens the filters of a stream that begins.
     *
     * @param wholeDocument whether its first record is its last
     */
    public StreamFilters open(boolean wholeDocument) {
        return new StreamFilters(this, wholeDocument);
    }

    /**
     * Opens the filters of a stream that is under way. A filter whose name the saved state does not have, because the
     * configuration changed, begins anew.
     *
     * @throws dev.weir.filter.MalformedStateException if the state is damaged
     */
    public StreamFilters restore(StateReader state) {
        StreamFilters filters = new StreamFilters(this, false);
        filters.restore(state);
        return filters;
    }
}

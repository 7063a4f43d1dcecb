package dev.weir.filter;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens a filter for each channel of each stream. Immutable: shared by all threads of a pipeline. */
public interface FilterFactory {

    /**
     * Opens a filter for one channel of a stream that begins.
     *
     * @param wholeDocument whether the stream's first record is its last: then all text arrives before {@link
     *     Filter#finish}, nothing has been sent yet, and the filter may refuse the document
     * @return a new filter, or null if text of this channel passes untouched
     */
    @Nullable
    Filter open(Channel channel, boolean wholeDocument);

    /** Does what takes long before the first filter is opened; repeats cost nothing. */
    default void prepare() {}

    /** Changes what makes the filters; what only stands around that, such as a watcher, stays around it. */
    default FilterFactory within(UnaryOperator<FilterFactory> change) {
        return change.apply(this);
    }

    /** What follows whole conversations beside the streams; null for filters that look at one stream at a time. */
    default @Nullable ConversationFactory conversations() {
        return null;
    }

    /** Where thinking goes in a pipeline with this filter; null for all but those that look for it, which leave it. */
    default @Nullable ThinkingPlace thinkingPlace() {
        return null;
    }
}

package dev.weir.explain;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.RefusedException;
import dev.weir.filter.Report;
import org.jspecify.annotations.Nullable;

/**
 * Sees what one filter of one channel of a stream takes and gives. Called on the filter's own thread; arrays are valid only
 * during the call.
 */
public interface FilterWatcher {

    /** Text went into the filter. */
    void before(byte[] text, int offset, int length);

    /** Text came out of the filter. */
    void after(byte[] text, int offset, int length);

    /** The filter said that it changed something. */
    void report(Report report);

    /** The filter raised an alert. */
    void alert(Alert alert);

    /** The filter goes on where another process, or a sleep, left it: what came before was not seen. */
    default void resumed() {}

    /**
     * No more text comes.
     *
     * @param refused why nothing of the text goes on; null if it does
     */
    void ended(@Nullable RefusedException refused);

    /** No more text comes, and the record goes nowhere. */
    default void dropped() {
        ended(null);
    }

    /** Says which filters are watched. Shared by all threads of a pipeline. */
    interface Opener {

        /** Who watches a filter that is opened for a channel; null leaves it as it is, at no cost. */
        @Nullable
        FilterWatcher open(String filter, Channel channel);
    }
}

package dev.weir.loop;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens the filters of {@code detect-loops}.
 *
 * @param onLoop the value of the option of that name
 * @param conversations what follows conversations; null if nothing does
 */
record LoopFilters(
        LoopSettings settings, String onLoop, @Nullable TurnWatches conversations) implements FilterFactory {

    @Override
    public Filter open(Channel channel, boolean wholeDocument) {
        LoopWatch watch = new LoopWatch(settings, channel.kind() == Channel.Kind.THINKING);
        Filter filter = onLoop.equals("cut") ? new CutLoops(watch) : new AlertLoops(watch, onLoop.equals("alert"));
        if (conversations == null) {
            return filter;
        }
        return switch (channel.kind()) {
            case CONTENT -> new UtteranceFilter(filter, new MessageText());
            case ARGUMENTS -> new UtteranceFilter(filter, new ArgumentsText());
            case THINKING -> filter;
        };
    }
}

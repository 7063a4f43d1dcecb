package dev.weir.explain;

import dev.weir.filter.Channel;
import dev.weir.filter.ConversationFactory;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import dev.weir.filter.ThinkingPlace;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A type of filter whose filters may be watched; it is called, configured and placed as the type itself. */
final class WatchedFilterType implements StreamFilterType {

    private final StreamFilterType type;
    private final FilterWatcher.Opener watchers;

    WatchedFilterType(StreamFilterType type, FilterWatcher.Opener watchers) {
        this.type = type;
        this.watchers = watchers;
    }

    @Override
    public String name() {
        return type.name();
    }

    @Override
    public String description() {
        return type.description();
    }

    @Override
    public List<Option> options() {
        return type.options();
    }

    @Override
    public Set<PipelineKind> kinds() {
        return type.kinds();
    }

    @Override
    public boolean reportsInHeader(OptionValues values) {
        return type.reportsInHeader(values);
    }

    @Override
    public boolean takes(String option, PipelineKind kind) {
        return type.takes(option, kind);
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        return watched(type.configure(values));
    }

    private FilterFactory watched(FilterFactory factory) {
        return new FilterFactory() {
            @Override
            public @Nullable Filter open(Channel channel, boolean wholeDocument) {
                Filter filter = factory.open(channel, wholeDocument);
                FilterWatcher watcher = filter == null ? null : watchers.open(type.name(), channel);
                return filter == null || watcher == null ? filter : new WatchedFilter(filter, watcher);
            }

            @Override
            public void prepare() {
                factory.prepare();
            }

            @Override
            public FilterFactory within(UnaryOperator<FilterFactory> change) {
                return watched(factory.within(change));
            }

            @Override
            public @Nullable ConversationFactory conversations() {
                return factory.conversations();
            }

            @Override
            public @Nullable ThinkingPlace thinkingPlace() {
                return factory.thinkingPlace();
            }
        };
    }
}

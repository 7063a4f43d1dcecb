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
import org.jspecify.annotations.Nullable;

/** A type of filter whose filters are recorded; it is called, configured and placed as the type itself. */
final class WatchedFilterType implements StreamFilterType {

    private final StreamFilterType type;
    private final Explanations explanations;

    WatchedFilterType(StreamFilterType type, Explanations explanations) {
        this.type = type;
        this.explanations = explanations;
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
        FilterFactory factory = type.configure(values);
        return new FilterFactory() {
            @Override
            public @Nullable Filter open(Channel channel, boolean wholeDocument) {
                Filter filter = factory.open(channel, wholeDocument);
                return filter == null ? null : new WatchedFilter(type.name(), filter, channel, explanations);
            }

            @Override
            public void prepare() {
                factory.prepare();
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

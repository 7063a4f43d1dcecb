package dev.weir.bench.json;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.OptionValues;
import dev.weir.filter.RefusedException;
import dev.weir.json.RepairJson;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The filter as a pipeline runs it: a new one for each document. */
final class WeirRepairer implements Repairer {

    private final FilterFactory factory;
    private final Channel channel;
    private final int pieceBytes;
    private final Output output = new Output();

    /**
     * @param channel arguments, or content with the filter's options for it
     * @param pieceBytes the size of the pieces in which a document streams in; 0 for a whole document
     */
    WeirRepairer(Channel channel, Map<String, String> options, int pieceBytes) {
        RepairJson type = new RepairJson();
        this.factory = type.configure(new OptionValues(type.options(), options));
        this.channel = channel;
        this.pieceBytes = pieceBytes;
    }

    @Override
    public @Nullable Output repair(byte[] document) {
        output.clear();
        boolean whole = pieceBytes == 0;
        Filter filter = Objects.requireNonNull(factory.open(channel, whole), "a filter for " + channel);
        int step = whole ? Math.max(1, document.length) : pieceBytes;
        try {
            for (int from = 0; from < document.length; from += step) {
                filter.accept(document, from, Math.min(step, document.length - from), output);
            }
            filter.finish(output);
        } catch (RefusedException e) {
            return null;
        }
        return output.refused() ? null : output;
    }
}

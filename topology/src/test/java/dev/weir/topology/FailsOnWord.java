package dev.weir.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.Option;
import dev.weir.filter.OptionValues;
import dev.weir.filter.RefusedException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import dev.weir.filter.StreamFilterType;
import java.util.List;

/**
 * A filter for tests: it breaks on a piece with the word {@code boom} in it, refuses a whole document with {@code refuse},
 * and lets all else pass.
 */
final class FailsOnWord implements StreamFilterType {

    @Override
    public String name() {
        return "fails-on-word";
    }

    @Override
    public String description() {
        return "Fails where it is told to.";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        return (channel, wholeDocument) -> channel.kind() == Channel.Kind.CONTENT ? new Failing(wholeDocument) : null;
    }

    private static final class Failing implements Filter {

        private final boolean wholeDocument;

        Failing(boolean wholeDocument) {
            this.wholeDocument = wholeDocument;
        }

        @Override
        public void accept(byte[] text, int offset, int length, FilterOutput output) {
            String piece = new String(text, offset, length, UTF_8);
            if (piece.contains("boom")) {
                throw new IllegalStateException("it went boom");
            }
            if (wholeDocument && piece.contains("refuse")) {
                throw new RefusedException("fails-on-word", "the word was found", piece.indexOf("refuse"));
            }
            output.text(text, offset, length);
        }

        @Override
        public void finish(FilterOutput output) {}

        @Override
        public int heldBackBytes() {
            return 0;
        }

        @Override
        public boolean owesText() {
            return false;
        }

        @Override
        public void save(StateWriter state) {}

        @Override
        public void restore(StateReader state) {}
    }
}

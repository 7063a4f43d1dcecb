package dev.weir.dedup.block;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens filters that look for blocks which their channel has had before; content and thinking each by itself, arguments of
 * tool calls not at all. Immutable.
 *
 * <p>A block ends at a blank line, and before and behind fenced code (CommonMark, sections 4.5 and 4.9), which is one block
 * with all its blank lines. Paragraphs that differ in white space only are equal; in fences white space counts.
 *
 * @param drop whether a repeated block is taken out, with the white space before it; if not, it is only told of
 * @param minBytes how long a block is at least, white space not counted twice; shorter ones may come again
 * @see <a href="https://spec.commonmark.org/0.31.2/#fenced-code-blocks">CommonMark: fenced code blocks</a>
 */
public record RepeatedBlocks(boolean drop, int minBytes) implements FilterFactory {

    /** The word of repeats in alerts and flags. */
    public static final String DUPLICATE = "duplicate";

    static final String FILTER = "deduplicate";

    @Override
    public @Nullable Filter open(Channel channel, boolean wholeDocument) {
        return channel.kind() == Channel.Kind.ARGUMENTS ? null : new BlockFilter(drop, minBytes);
    }
}

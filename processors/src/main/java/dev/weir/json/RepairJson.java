package dev.weir.json;

import dev.weir.filter.Channel;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StreamFilterType;
import java.util.List;

/**
 * Makes damaged JSON valid while it streams, leaves valid JSON as it is byte for byte, and leaves prose alone.
 *
 * <p>Content is JSON if its first bytes say so, or always with {@code scope: whole}; arguments of tool calls always are;
 * thinking never is. One value or several in a row come out, each as valid as RFC 8259 has it. Text around the JSON is
 * dropped and reported, as is every other repair, under the flag {@code json-repaired}.
 *
 * <p>What cannot be mended with evidence is refused: a whole document with {@link dev.weir.filter.RefusedException}; a
 * stream under way is completed, the rest is swallowed, and an alert and the flag {@code json-refused} say so.
 *
 * <p>The work is linear in the text; doubtful places cost at most {@code look-ahead} more bytes each. A stream costs the
 * undecided bytes, one byte per open container and under 1 KiB besides; a whole document is buffered.
 */
public final class RepairJson implements StreamFilterType {

    static final String NAME = "repair-json";
    static final String FLAG = "json-repaired";

    private static final List<Option> OPTIONS = List.of(
            Option.choice(
                    "scope",
                    "auto",
                    "Whether content is repaired only when it evidently is JSON, or must be JSON as a whole.",
                    "auto",
                    "whole"),
            Option.integer(
                    "max-depth", 512, 1, 1_000_000, "How many containers may be open before the text is refused."),
            Option.size("look-ahead", "256", 64, 1 << 16, "How many bytes a doubtful place may wait to be decided."));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Makes damaged JSON valid while it streams; leaves valid JSON and prose alone.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        boolean auto = values.text("scope").equals("auto");
        int maxDepth = values.intNumber("max-depth");
        int lookAhead = values.intNumber("look-ahead");
        return (channel, wholeDocument) -> channel.kind() == Channel.Kind.THINKING
                ? null
                : new RepairJsonFilter(
                        auto && channel.kind() == Channel.Kind.CONTENT, maxDepth, lookAhead, wholeDocument);
    }
}

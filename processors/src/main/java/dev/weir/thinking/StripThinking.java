package dev.weir.thinking;

import dev.weir.filter.Channel;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StreamFilterType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moves the thinking that a model marks in its answer to the stream's thinking channel and removes the markers.
 *
 * <p>Works on the content channel; text that already arrives as thinking, and the arguments of tool calls, pass. All
 * bracketed formats known to the inference servers of 2025 and 2026 are recognised, and a closer ends only a block of
 * its own format. The defaults never cut text <i>about</i> thinking markers: an opener counts only before the first
 * non-space content, and a closer without an open block is content.
 *
 * <p>White space is the six ASCII characters space, tab, line feed, vertical tab, form feed and carriage return. Inside
 * a block further openers of the block's format nest, and nested markers stay part of the thinking. The flag {@code
 * thinking} marks records from which thinking or a marker was removed; each block is reported under its format's name,
 * with the offset of its opener. Thinking that began in the prompt and is never closed raises the alert {@code thinking}
 * of kind {@code unclosed}, for then the stream had no answer at all.
 *
 * <p>A filter holds back only the bytes that can still become a marker that would count, fewer than the longest marker
 * has: about 30. Two options hold more, and say so: {@code unclosed: content} and {@code whitespace: trim}. Cost: one
 * table lookup a byte where markers are possible, less where a whole word can be skipped, and none in the content after
 * its first non-space byte with {@code openers: start}.
 */
public final class StripThinking implements StreamFilterType {

    static final String NAME = "strip-thinking";

    private static final String AUTO = "auto";
    private static final String NAMES =
            ThinkingFormat.ALL.stream().map(ThinkingFormat::name).collect(Collectors.joining(", "));

    private static final List<Option> OPTIONS = List.of(
            Option.choice(
                    "openers",
                    "start",
                    "Where an opener counts: only before the first non-space content (again after a block that stood"
                            + " there), or anywhere, for models that think again in mid-answer.",
                    "start",
                    "anywhere"),
            Option.bool(
                    "implicit",
                    false,
                    "Whether the prompt's template holds the opener, so that the text is thinking from its first byte to"
                            + " the first closer of a format that allows this; if no closer ever comes, 'unclosed' says"
                            + " what the text is, and where it is thinking an alert is raised."),
            Option.choice(
                    "unclosed",
                    "thinking",
                    "What a block is that the end of the stream leaves unclosed: thinking, which streams on at once, or"
                            + " content, for which a block is retained until its closer comes; its opener is removed"
                            + " either way.",
                    "thinking",
                    "content"),
            Option.size(
                    "unclosed-limit",
                    "1MiB",
                    1,
                    64 << 20,
                    "How much of a block 'unclosed: content' retains for each stream; a longer block is thinking."),
            Option.choice(
                    "whitespace",
                    "keep",
                    "What happens to white space outside the markers: keep leaves it exactly as it is, trim removes it"
                            + " directly before an opener (runs of up to 4 KiB, which are held back) and directly after"
                            + " a closer.",
                    "keep",
                    "trim"),
            Option.bool(
                    "tool-call-closes",
                    false,
                    "Whether <tool_call> ends a <think> block that has no closer and begins the content; off, because"
                            + " models also quote it in their thoughts."),
            Option.text(
                    "formats",
                    AUTO,
                    "Which formats to recognise: auto for all, or a comma-separated list of " + NAMES + "."));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Moves a model's thinking out of its answer into the thinking channel and removes the markers.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    /**
     * Compiles the markers of the chosen formats.
     *
     * @throws OptionException if {@code formats} names an unknown format, or none that allows {@code implicit: true}
     */
    @Override
    public FilterFactory configure(OptionValues values) {
        List<Integer> formats = formats(values.text("formats"));
        boolean implicit = values.bool("implicit");
        if (implicit
                && formats.stream().noneMatch(f -> ThinkingFormat.ALL.get(f).openerInPrompt())) {
            throw new OptionException("implicit", "true", "allowed unless 'formats' has one of " + implicitNames());
        }
        Rules rules = Rules.compile(
                formats,
                values.text("openers").equals("anywhere"),
                implicit,
                values.bool("tool-call-closes"),
                values.text("whitespace").equals("trim"),
                values.text("unclosed").equals("content") ? values.intNumber("unclosed-limit") : 0);
        return (channel, wholeDocument) -> channel.kind() == Channel.Kind.CONTENT ? new ThinkingFilter(rules) : null;
    }

    /** Indices in the table of the formats that are named. */
    private static List<Integer> formats(String written) {
        if (written.strip().equals(AUTO)) {
            return IntStream.range(0, ThinkingFormat.ALL.size()).boxed().toList();
        }
        List<Integer> chosen = new ArrayList<>();
        for (String part : written.split(",", -1)) {
            String name = part.strip();
            int format = IntStream.range(0, ThinkingFormat.ALL.size())
                    .filter(i -> ThinkingFormat.ALL.get(i).name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new OptionException("formats", name, "auto or a comma-separated list of " + NAMES));
            if (!chosen.contains(format)) {
                chosen.add(format);
            }
        }
        return chosen;
    }

    private static String implicitNames() {
        return ThinkingFormat.ALL.stream()
                .filter(ThinkingFormat::openerInPrompt)
                .map(ThinkingFormat::name)
                .collect(Collectors.joining(", "));
    }
}

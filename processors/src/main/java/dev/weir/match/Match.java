package dev.weir.match;

import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import java.util.List;
import java.util.Locale;

/**
 * Finds words of big sets in the content, the thinking and the arguments of each tool call of a stream, and in log lines, and
 * says of which categories they are. It changes no text and holds none back.
 *
 * <p>A byte of text costs one look-up in a table, however many words there are, as long as the table stays in the
 * processor's caches. Memory: the table, once for a pipeline ({@link dev.weir.matching.LiteralAutomaton}), and for each
 * stream under 100 bytes and the beginning of a word that the text ends with.
 */
public final class Match implements StreamFilterType {

    /** The name in the configuration, and that of its flag and the type of its alerts. */
    public static final String NAME = "match";

    static final String PATTERNS = "patterns";
    private static final String IGNORE_CASE = "ignore-case";
    private static final String WHOLE_WORDS = "whole-words";
    private static final String ON_MATCH = "on-match";

    /** What happens where a word is found. */
    enum Action {
        TAG,
        ALERT,
        DROP
    }

    private static final List<Option> OPTIONS = List.of(
            Option.json(
                    PATTERNS,
                    "",
                    "What to look for: a map of categories, each with a list of words, or one list, whose category is"
                            + " match; as JSON text or as file: and a path beside this file too."),
            Option.bool(IGNORE_CASE, true, "Whether capital and small letters are one; only those of ASCII are."),
            Option.bool(WHOLE_WORDS, true, "Whether a word counts only where no word goes on before or behind it."),
            Option.choice(
                    ON_MATCH,
                    "tag",
                    "What happens to a record with a word: tag, it gets the flag match and the header weir-matches;"
                            + " alert, also an alert for the first of each category in a text; drop, it goes nowhere,"
                            + " which only log lines may.",
                    "tag",
                    "alert",
                    "drop"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Finds words of big sets in text and says of which categories they are.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    /** The words are read here and compiled when the factory is prepared, or opens its first filter. */
    @Override
    public MatchFactory configure(OptionValues values) {
        boolean caseCounts = !values.bool(IGNORE_CASE);
        WordSets words = WordSets.read(values.text(PATTERNS));
        boolean wholeWords = values.bool(WHOLE_WORDS);
        words.checkMemory(caseCounts, wholeWords, Runtime.getRuntime().maxMemory());
        Action action = Action.valueOf(values.text(ON_MATCH).toUpperCase(Locale.ROOT));
        return new MatchFactory(words, caseCounts, wholeWords, action);
    }

    /** As {@link FilterType#check(OptionValues, PipelineKind)} has it: streams under way cannot be dropped. */
    @Override
    public void check(OptionValues values, PipelineKind kind) {
        check(values);
        if (kind != PipelineKind.LOG && values.text(ON_MATCH).equals("drop")) {
            throw new OptionException(ON_MATCH, "drop", "possible in a pipeline of kind llm; it is for log lines");
        }
    }
}

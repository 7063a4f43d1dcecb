package dev.weir.dedup;

import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The filter {@code deduplicate}: passes the first of equal log lines and sums up the others. Stateless. */
public final class Deduplicate implements FilterType {

    /** What it is called. */
    public static final String NAME = "deduplicate";

    private static final long DAY_MS = 86_400_000;
    private static final String FIELDS = "fields";

    private static final List<Option> OPTIONS = List.of(
            Option.duration(
                    "window", "10m", 1, 30 * DAY_MS, "How long after the first of its kind a line counts as a repeat."),
            Option.integer("pass", 1, 1, 1_000_000, "How many lines of a kind pass in each window."),
            Option.choice(
                    "scope",
                    "key",
                    "Whether lines are compared within their record key, within their whole partition, or all with all; the"
                            + " last sends them through a topic of its own.",
                    "key",
                    "partition",
                    "global"),
            Option.choice(
                    "mask",
                    "numbers",
                    "What equal lines may differ in: numbers, identifiers and times; the amount of white space; nothing.",
                    "numbers",
                    "whitespace",
                    "exact"),
            Option.text(
                    FIELDS,
                    "severity",
                    "Which fields count beside the message, comma separated: severity, hostname of syslog, members of JSON"
                            + " by their paths. Status codes and error numbers always do."),
            Option.duration(
                    "late",
                    "10m",
                    0,
                    30 * DAY_MS,
                    "How far behind stream time a line may be and still be compared; an older one passes."),
            Option.integer(
                    "max-keys",
                    200_000,
                    1,
                    100_000_000,
                    "How many kinds of line each task remembers at once; lines of further kinds pass."),
            Option.duration(
                    "summary-interval",
                    "1m",
                    0,
                    30 * DAY_MS,
                    "How often a storm that goes on is summed up; 0ms for only when its window ends."));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Passes the first of equal log lines at once and sums up its repeats within a window.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Set<PipelineKind> kinds() {
        return EnumSet.of(PipelineKind.LOG);
    }

    /** The names of the fields that count beside the message. */
    public static List<String> fields(OptionValues values) {
        return Arrays.stream(values.text(FIELDS).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Reads what the configuration says into the options of a {@link Deduplicator}. */
    public static DedupOptions configure(OptionValues values) {
        return new DedupOptions(
                values.number("window"),
                values.intNumber("pass"),
                DedupOptions.Scope.valueOf(values.text("scope").toUpperCase(Locale.ROOT)),
                DedupOptions.Mask.valueOf(values.text("mask").toUpperCase(Locale.ROOT)),
                values.number("late"),
                values.intNumber("max-keys"),
                values.number("summary-interval"));
    }
}

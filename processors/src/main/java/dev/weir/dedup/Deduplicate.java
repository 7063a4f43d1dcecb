package dev.weir.dedup;

import dev.weir.batch.MinHash;
import dev.weir.dedup.block.RepeatedBlocks;
import dev.weir.dedup.near.BandSource;
import dev.weir.dedup.near.Banding;
import dev.weir.dedup.near.NearDuplicates;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter {@code deduplicate}. Of log lines it passes the first of a kind and sums up the others, which a {@link
 * Deduplicator} decides about; of responses it takes out blocks that they have had before. Stateless.
 */
public final class Deduplicate implements FilterType {

    /** What it is called. */
    public static final String NAME = "deduplicate";

    private static final double MIN_SIMILARITY = 0.5;
    private static final long DAY_MS = 86_400_000;
    private static final String FIELDS = "fields";

    private static final String SIMILARITY = "similarity";
    private static final String OFF = "off";
    private static final String BLOCKS = "blocks";
    private static final String MIN_BLOCK = "min-block";

    private static final List<Option> FOR_LOGS = List.of(
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
            Option.text(
                    SIMILARITY,
                    "off",
                    "Also takes lines for equal that have this share of words in common in the same order, such as 0.9; off"
                            + " compares exactly."),
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
            Option.choice(
                    "memory",
                    "off-heap",
                    "What holds the kinds of line that were seen once: plain memory outside the heap, Chronicle Map, or the"
                            + " heap.",
                    "off-heap",
                    "chronicle",
                    "heap"),
            Option.duration(
                    "summary-interval",
                    "1m",
                    0,
                    30 * DAY_MS,
                    "How often a storm that goes on is summed up; 0ms for only when its window ends."));

    private static final List<Option> FOR_RESPONSES = List.of(
            Option.choice(
                    BLOCKS,
                    "drop",
                    "What to do about a paragraph or fenced code that its response had before: drop takes it out, alert"
                            + " only tells, off does not look.",
                    "drop",
                    "alert",
                    "off"),
            Option.size(MIN_BLOCK, "64", 1, 1 << 16, "Shorter blocks may come again."));

    private static final List<Option> OPTIONS =
            Stream.concat(FOR_LOGS.stream(), FOR_RESPONSES.stream()).toList();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Passes the first of equal log lines and sums up its repeats; takes repeated blocks out of responses.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Set<PipelineKind> kinds() {
        return EnumSet.allOf(PipelineKind.class);
    }

    @Override
    public boolean takes(String option, PipelineKind kind) {
        List<Option> taken = switch (kind) {
            case LLM -> FOR_RESPONSES;
            case LOG -> FOR_LOGS;
        };
        return taken.stream().anyMatch(each -> each.name().equals(option));
    }

    @Override
    public void check(OptionValues values) {
        double share = similarity(values);
        if (share > 0 && values.text("scope").equals("global")) {
            throw new OptionException(
                    SIMILARITY,
                    values.text(SIMILARITY),
                    "possible with scope: global, which brings only equal lines together; key and partition are");
        }
    }

    /** The signatures by which lines are found that are nearly equal; null if lines have to be equal. */
    public static @Nullable MinHash signatures(OptionValues values) {
        double share = similarity(values);
        return share == 0 ? null : Banding.of(share);
    }

    /**
     * What finds lines that are nearly equal, one to a task, where {@link #signatures} says that they need not be equal.
     *
     * @param bands knows the lines' signatures
     */
    public static NearDuplicates near(OptionValues values, BandSource bands) {
        return new NearDuplicates(similarity(values), values.number("window"), values.intNumber("max-keys"), bands);
    }

    /** The share of words that lines have to have in common; 0 if they have to be equal. */
    private static double similarity(OptionValues values) {
        String written = values.text(SIMILARITY);
        if (written.equals(OFF)) {
            return 0;
        }
        try {
            double share = Double.parseDouble(written);
            if (share >= MIN_SIMILARITY && share < 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new OptionException(SIMILARITY, written, "off, or a share from 0.5 to 0.99");
    }

    /** What looks for repeats within a response. */
    public static FilterFactory responses(OptionValues values) {
        String blocks = values.text(BLOCKS);
        return blocks.equals(OFF)
                ? (channel, wholeDocument) -> null
                : new RepeatedBlocks(blocks.equals("drop"), values.intNumber(MIN_BLOCK));
    }

    /** The names of the fields that count beside the message. */
    public static List<String> fields(OptionValues values) {
        return Arrays.stream(values.text(FIELDS).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** What holds the kinds of line that were seen once. */
    public static WindowMemory memory(OptionValues values) {
        return WindowMemory.valueOf(
                values.text("memory").toUpperCase(Locale.ROOT).replace('-', '_'));
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

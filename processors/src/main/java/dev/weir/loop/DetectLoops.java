package dev.weir.loop;

import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StreamFilterType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Detects text that says the same thing over and over, and tells of it or cuts the channel off.
 *
 * <p>Content, thinking and the arguments of each tool call are watched on their own, for three kinds of loops: {@code
 * exact}, with a period of 1 to 2,000 bytes; {@code near}, which are exact once case, digits and the amount of white space do
 * not count; {@code novelty}, prose most of whose words stood there shortly before. A loop gives an alert when the evidence
 * is complete, with the level {@code stop} or, where honest text may look like it, {@code warn}; a second one should a
 * loop of level {@code warn} become one of level {@code stop}; and one with {@code ended} when it is over. All carry the
 * period, the repeats and the wasted bytes so far, a sample of the repeated unit, and a fingerprint of the unit that is the
 * same wherever in the unit the loop was entered, so that alerts of one loop can be grouped across streams.
 *
 * <p>Beside the texts it follows conversations: the messages and calls of the responses of one record key. Those that are
 * made again without a break, alone or in a cycle, give alerts of the kind {@code turn}, whose period counts turns. A
 * fingerprint of each is all that is compared.
 *
 * <p>Nothing is held back, unless the filter cuts: then the part of a run that may become a loop, as long as it is
 * undecided.
 *
 * <p>Cost: a few nanoseconds a byte; at most 13 KB of memory and 3 KB of stored state per channel, less for short ones. The
 * type is immutable; its filters belong to one thread at a time.
 */
public final class DetectLoops implements StreamFilterType {

    static final String NAME = "detect-loops";

    private static final Option ON_LOOP = Option.choice(
            "on-loop",
            "alert",
            "What to do about a loop: alert tells and changes no text, cut also ends the channel at the first repeat of a"
                    + " loop of level stop, tag only flags the records.",
            "alert",
            "cut",
            "tag");
    private static final Option MIN_PERIOD = Option.integer(
            "min-period", 1, 1, LoopThresholds.MAX_PERIOD, "The shortest unit of exact loops to look for, in bytes.");
    private static final Option MAX_PERIOD = Option.integer(
            "max-period",
            LoopThresholds.MAX_PERIOD,
            1,
            LoopThresholds.MAX_PERIOD,
            "The longest unit of exact loops to look for, in bytes.");
    private static final Option TOLERANCE = Option.integer(
            "tolerance-percent",
            100,
            50,
            1_000,
            "How much exact repetition passes before it counts as a loop, in percent of the usual amount.");
    private static final Option NEAR =
            Option.bool("near", true, "Whether to look for loops in which only numbers, case or white space change.");
    private static final Option NEAR_TOLERANCE = Option.integer(
            "near-tolerance-percent",
            100,
            50,
            1_000,
            "How much near repetition passes before it counts as a loop, in percent of the usual amount.");
    private static final Option NOVELTY =
            Option.bool("novelty", true, "Whether to look for prose that says nothing new, in whatever order.");
    private static final Option NOVELTY_REPEATED = Option.integer(
            "novelty-repeated-percent",
            70,
            30,
            100,
            "The share of words that stood there shortly before, from which on prose counts as a loop, in percent.");
    private static final Option NOVELTY_WINDOW = Option.size(
            "novelty-window", "2KiB", 512, 16_384, "Over how much text the share of repeated words is taken.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Detects text that says the same thing over and over, and alerts, tags or cuts the channel off.";
    }

    @Override
    public List<Option> options() {
        List<Option> inText = List.of(
                ON_LOOP,
                MIN_PERIOD,
                MAX_PERIOD,
                TOLERANCE,
                NEAR,
                NEAR_TOLERANCE,
                NOVELTY,
                NOVELTY_REPEATED,
                NOVELTY_WINDOW);
        return Stream.concat(inText.stream(), TurnOptions.all().stream()).toList();
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        int minPeriod = values.intNumber(MIN_PERIOD.name());
        int maxPeriod = values.intNumber(MAX_PERIOD.name());
        if (minPeriod > maxPeriod) {
            throw new OptionException(
                    MIN_PERIOD.name(), Integer.toString(minPeriod), "at most " + MAX_PERIOD.name() + ", " + maxPeriod);
        }
        LoopSettings settings = new LoopSettings(
                new LoopThresholds(minPeriod, maxPeriod, values.intNumber(TOLERANCE.name())),
                values.bool(NEAR.name()) ? new NearThresholds(values.intNumber(NEAR_TOLERANCE.name())) : null,
                values.bool(NOVELTY.name())
                        ? new NoveltyThresholds(
                                values.intNumber(NOVELTY_REPEATED.name()), values.intNumber(NOVELTY_WINDOW.name()))
                        : null);
        String onLoop = values.text(ON_LOOP.name());
        return new LoopFilters(settings, onLoop, TurnOptions.read(values, !onLoop.equals("tag")));
    }
}

package dev.weir.loop;

import dev.weir.filter.Filter;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.StreamFilterType;
import java.util.List;

/**
 * Detects text that repeats itself exactly, with a period of 1 to 2,000 bytes, and tells or cuts the channel off.
 *
 * <p>Content, thinking and the arguments of each tool call are watched on their own. A loop gives an alert of kind {@code
 * exact} at the byte that completes the evidence, and one of kind {@code exact-ended} where the repetition ends. Both
 * carry the period, the repeats and the wasted bytes so far, a sample of the repeated unit, and a fingerprint of the unit
 * that is the same wherever in the unit the loop was entered, so that alerts of one loop can be grouped across streams.
 * Nothing is ever held back: text that was emitted before the evidence was complete stays emitted.
 *
 * <p>Cost: a few nanoseconds a byte on honest text, a fraction of one inside a loop; at most 9 KB of memory per channel, 256
 * bytes for channels shorter than 128 bytes. The type is immutable; its filters belong to one thread at a time.
 */
public final class DetectLoops implements StreamFilterType {

    static final String NAME = "detect-loops";

    private static final Option ON_LOOP = Option.choice(
            "on-loop",
            "alert",
            "What to do about a loop: alert changes no text, cut drops what follows in the channel.",
            "alert",
            "cut");
    private static final Option MIN_PERIOD = Option.integer(
            "min-period", 1, 1, LoopScanner.MAX_PERIOD, "The shortest repeated unit to look for, in bytes.");
    private static final Option MAX_PERIOD = Option.integer(
            "max-period",
            LoopScanner.MAX_PERIOD,
            1,
            LoopScanner.MAX_PERIOD,
            "The longest repeated unit to look for, in bytes.");
    private static final Option TOLERANCE = Option.integer(
            "tolerance-percent",
            100,
            50,
            1_000,
            "How much repetition passes before it counts as a loop, in percent of the usual amount.");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Detects text that repeats itself over and over, and alerts or cuts the channel off.";
    }

    @Override
    public List<Option> options() {
        return List.of(ON_LOOP, MIN_PERIOD, MAX_PERIOD, TOLERANCE);
    }

    @Override
    public FilterFactory configure(OptionValues values) {
        int minPeriod = values.intNumber(MIN_PERIOD.name());
        int maxPeriod = values.intNumber(MAX_PERIOD.name());
        if (minPeriod > maxPeriod) {
            throw new OptionException(
                    MIN_PERIOD.name(), Integer.toString(minPeriod), "at most " + MAX_PERIOD.name() + ", " + maxPeriod);
        }
        LoopThresholds thresholds = new LoopThresholds(minPeriod, maxPeriod, values.intNumber(TOLERANCE.name()));
        boolean cut = values.text(ON_LOOP.name()).equals("cut");
        return (channel, wholeDocument) -> openFilter(thresholds, cut);
    }

    private static Filter openFilter(LoopThresholds thresholds, boolean cut) {
        LoopScanner scanner = new LoopScanner(thresholds);
        return cut ? new CutLoops(scanner) : new AlertLoops(scanner);
    }
}

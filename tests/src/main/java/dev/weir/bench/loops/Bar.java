package dev.weir.bench.loops;

import java.util.List;
import java.util.Locale;

/**
 * Something that has to hold.
 *
 * @param what is measured
 * @param value what was measured
 * @param limit what it has to be, in words
 */
record Bar(String what, double value, String limit, boolean holds) {

    private static final double ALL = 100;
    private static final double MOST_OF_NOVELTY = 90;
    private static final double FEW_WARNINGS = 0.5;
    private static final int SHORT_REPEATS = 9;
    private static final int SHORT_BYTES = 300;
    private static final int LONG_REPEATS = 3;

    private static Bar atLeast(String what, double value, double limit) {
        return new Bar(what, value, String.format(Locale.ROOT, "at least %.0f", limit), value >= limit);
    }

    /** What Weir's filter has to reach. */
    static List<Bar> of(LoopsRun run, String label) {
        HonestScore honest = run.total(label);
        PositiveScore none = new PositiveScore();
        double warned = honest.warnedPercent();
        return List.of(
                atLeast(
                        "recall of exact loops, %",
                        run.total(label, kind -> kind.family() == Family.EXACT).recallPercent(), ALL),
                atLeast(
                        "recall of counters, %",
                        run.total(label, PositiveKind::countsUp).recallPercent(), ALL),
                atLeast(
                        "recall of shuffled and drifting text, %",
                        run.total(label, PositiveKind::isShuffledOrDrifting).recallPercent(), MOST_OF_NOVELTY),
                atLeast(
                        "exact, period <= 256, told within 9 repeats or 300 bytes, %",
                        run.shortPeriods.getOrDefault(label, none).promptPercent(SHORT_REPEATS, SHORT_BYTES), ALL),
                atLeast(
                        "exact, period > 256, told within 3 repeats, %",
                        run.longPeriods.getOrDefault(label, none).promptPercent(LONG_REPEATS, 0), ALL),
                new Bar(
                        String.format(Locale.ROOT, "stop alarms in %.1f MB of honest text", honest.millionBytes()),
                        honest.stops(),
                        "0",
                        honest.stops() == 0),
                new Bar("honest documents with a warning, %", warned, "below 0.5", warned < FEW_WARNINGS));
    }
}

package dev.weir.loop;

import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code detect-loops} that are about conversations. */
final class TurnOptions {

    private static final Option TURNS = Option.bool(
            "turns",
            true,
            "Whether to look for the same calls and messages across the responses of a record key, which has to stand for"
                    + " a conversation.");
    private static final Option WARN = Option.integer(
            "turn-warn-repeats",
            3,
            2,
            1_000,
            "How often the same turn, or cycle of turns, comes in a row until it is told with level warn.");
    private static final Option STOP =
            Option.integer("turn-stop-repeats", 5, 2, 1_000, "The same for level stop; at least turn-warn-repeats.");
    private static final Option MAX_PERIOD = Option.integer(
            "turn-max-period", 6, 1, TurnThresholds.MAX_PERIOD, "The longest cycle to look for, in turns.");
    private static final Option STALE = Option.integer(
            "turn-stale-turns",
            24,
            0,
            1_000,
            "After how many turns none of which is new, in whatever order, it is told with level warn; 0 for never.");
    private static final Option MIN_MESSAGE = Option.size(
            "turn-min-message",
            "64",
            0,
            1 << 20,
            "Shorter messages are said again by right: a cycle of nothing else has to come twice as often, and only warns.");
    private static final Option ALLOW = Option.text(
            "turn-allow-tools",
            "*wait*, *sleep*, *poll*, *status*",
            "Tools that are called over and over by right, with commas between the names and * for any characters.");
    private static final Option IDLE = Option.duration(
            "turn-idle-timeout",
            "30m",
            1_000,
            7 * 86_400_000L,
            "After how long without a turn a conversation is forgotten.");
    private static final Option CONVERSATIONS = Option.integer(
            "turn-conversations",
            10_000,
            1,
            10_000_000,
            "How many conversations each partition remembers, about 1 KB each; the one silent for longest goes first.");

    private TurnOptions() {}

    static List<Option> all() {
        return List.of(TURNS, WARN, STOP, MAX_PERIOD, STALE, MIN_MESSAGE, ALLOW, IDLE, CONVERSATIONS);
    }

    /** What follows conversations; null if nothing does. */
    static @Nullable TurnWatches read(OptionValues values, boolean tells) {
        int warn = values.intNumber(WARN.name());
        int stop = values.intNumber(STOP.name());
        if (stop < warn) {
            throw new OptionException(STOP.name(), Integer.toString(stop), "at least " + WARN.name() + ", " + warn);
        }
        if (!values.bool(TURNS.name())) {
            return null;
        }
        return new TurnWatches(
                new TurnThresholds(
                        warn,
                        stop,
                        values.intNumber(MAX_PERIOD.name()),
                        values.intNumber(STALE.name()),
                        values.intNumber(MIN_MESSAGE.name()),
                        ToolNames.of(values.text(ALLOW.name()))),
                tells,
                values.number(IDLE.name()),
                values.intNumber(CONVERSATIONS.name()));
    }
}

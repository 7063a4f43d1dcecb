package dev.weir.config;

import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterFactory;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import dev.weir.topology.FilterTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Filters that only have names and options. */
final class FakeFilters {

    static final List<FilterType> ALL = List.of(
            new OverText(
                    "strip-thinking",
                    List.of(
                            Option.choice("mode", "separate", "Where to.", "separate", "drop", "field"),
                            Option.bool("implicit", false, "Whether."),
                            Option.size("max-thinking", "0", 0, 1 << 30, "How much."))),
            new OverText("repair-json", List.of(Option.size("max-held", "64KiB", 1024, 1 << 20, "How much."))),
            new OverText(
                    "detect-loops",
                    List.of(
                            Option.choice("on-loop", "alert", "What to do.", "alert", "cut"),
                            Option.integer("min-repeats", 4, 2, 100, "How many."),
                            Option.bool("near", true, "Whether."))),
            new OverRecords(
                    "deduplicate",
                    List.of(
                            Option.duration("window", "10m", 1, 86_400_000, "How long."),
                            Option.text("fields", "severity", "Which."),
                            Option.duration("summary-interval", "1m", 0, 86_400_000, "How often.")),
                    Set.of(PipelineKind.LOG)),
            new OverText("tag", List.of()));

    static final Set<String> FORMATS = new LinkedHashSet<>(List.of("auto", "text", "openai"));

    private FakeFilters() {}

    /** Reads what comes with Weir, which has options of the filters that there are. */
    static ConfigReader realReader(Map<String, String> environment) {
        return new ConfigReader(FilterTypes.all(), new LinkedHashSet<>(EnvelopeFormats.names()), environment);
    }

    private record OverText(String name, List<Option> options) implements StreamFilterType {

        @Override
        public String description() {
            return name;
        }

        @Override
        public FilterFactory configure(OptionValues values) {
            if (name.equals("detect-loops")
                    && values.text("on-loop").equals("cut")
                    && values.number("min-repeats") < 3) {
                throw new OptionException("min-repeats", "2", "at least 3, which on-loop: cut needs");
            }
            return (channel, wholeDocument) -> null;
        }
    }

    private record OverRecords(String name, List<Option> options, Set<PipelineKind> kinds) implements FilterType {

        @Override
        public String description() {
            return name;
        }
    }
}

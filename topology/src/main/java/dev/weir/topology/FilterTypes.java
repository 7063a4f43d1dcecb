package dev.weir.topology;

import dev.weir.dedup.Deduplicate;
import dev.weir.filter.FilterType;
import dev.weir.json.RepairJson;
import dev.weir.loop.DetectLoops;
import dev.weir.match.Match;
import dev.weir.similar.FindSimilar;
import dev.weir.thinking.StripThinking;
import java.util.List;

/** The filters that a configuration can name. A further filter is added here and nowhere else. */
public final class FilterTypes {

    private static final List<FilterType> ALL = List.of(
            new StripThinking(),
            new RepairJson(),
            new DetectLoops(),
            new Deduplicate(),
            new Match(),
            new FindSimilar());

    private FilterTypes() {}

    public static List<FilterType> all() {
        return ALL;
    }
}

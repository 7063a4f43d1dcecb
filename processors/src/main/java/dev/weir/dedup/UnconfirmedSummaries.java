package dev.weir.dedup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Loaded entries whose summary may not have arrived, by the partition of the record that triggered it. */
final class UnconfirmedSummaries {

    private final Map<Integer, List<WindowEntry>> entries = new HashMap<>();

    void add(WindowEntry entry) {
        entries.computeIfAbsent(entry.reportedPartition, partition -> new ArrayList<>())
                .add(entry);
    }

    /**
     * Tells of the summaries that records at or after {@code offset} triggered: they are read again now. To be called with
     * the first record of each partition; later ones change nothing.
     */
    void repeat(int partition, long offset, Consumer<WindowEntry> summarise) {
        if (entries.isEmpty()) {
            return;
        }
        for (WindowEntry entry : entries.getOrDefault(partition, List.of())) {
            boolean over = entry.state == WindowEntry.State.ENDED || entry.state == WindowEntry.State.FORGOTTEN;
            if (over && offset <= entry.reportedOffset) {
                summarise.accept(entry);
            }
        }
        entries.remove(partition);
    }
}

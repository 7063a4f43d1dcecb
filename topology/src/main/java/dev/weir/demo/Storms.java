package dev.weir.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The storms of log lines as they came and as they went; only the first few are kept. Thread-safe. */
final class Storms {

    private static final int KEPT = 4;
    private static final int SHOWN_LINES = 4;

    private static final class Storm {
        final List<String> before = new ArrayList<>();
        final List<String> after = new ArrayList<>();
        int linesBefore;
        int linesAfter;
    }

    private final Map<String, Storm> storms = new LinkedHashMap<>();

    synchronized void before(String id, byte[] line) {
        Storm storm = storms.get(id);
        if (storm == null && storms.size() < KEPT) {
            storm = new Storm();
            storms.put(id, storm);
        }
        if (storm != null && ++storm.linesBefore <= SHOWN_LINES) {
            storm.before.add(new String(line, StandardCharsets.UTF_8));
        }
    }

    synchronized void after(String id, byte[] line) {
        Storm storm = storms.get(id);
        if (storm != null && ++storm.linesAfter <= SHOWN_LINES) {
            storm.after.add(new String(line, StandardCharsets.UTF_8));
        }
    }

    /** The storm that lost the most lines, set in two columns; null if none came yet. */
    synchronized @Nullable String shown(SideBySide columns) {
        Storm largest = null;
        for (Storm storm : storms.values()) {
            boolean larger =
                    largest == null || storm.linesBefore - storm.linesAfter > largest.linesBefore - largest.linesAfter;
            largest = larger ? storm : largest;
        }
        if (largest == null) {
            return null;
        }
        return columns.set(
                "storm of near-identical log lines",
                text(largest.before, largest.linesBefore),
                text(largest.after, largest.linesAfter));
    }

    private static String text(List<String> lines, int count) {
        String shown = String.join("\n", lines.subList(0, Math.min(lines.size(), 2)));
        return count > 2 ? shown + "\n... and " + (count - 2) + " more like it" : shown;
    }
}
